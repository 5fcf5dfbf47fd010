/** The preprocessing that belongs to a weights file: found in the files beside it, by its name or hash, and changed by options. */
package resnet50.preprocess;
