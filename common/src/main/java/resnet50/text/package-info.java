/** Reports as text: JSON, CSV, and tables for people. */
package resnet50.text;
