/**
 * The base of all other packages: the networks as data, the interface between a stage and the command line, errors,
 * progress.
 */
package resnet50.core;
