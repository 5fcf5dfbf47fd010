/** What every other package builds on: the networks as data, the interface between a stage and the command line, errors, progress. */
package resnet50.core;
