/** Pictures: decodes, orients, resizes, crops and normalizes them as Pillow and torchvision do. */
package resnet50.picture;
