/** Text: JSON, CSV, tables for people, and the files that users name. */
package resnet50.text;
