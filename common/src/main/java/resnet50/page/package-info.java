/** Building blocks of HTML pages, and files that are written as a whole or not at all. */
package resnet50.page;
