/** Measuring one engine on this machine, and what is needed to understand the numbers later. */
package resnet50.measure;
