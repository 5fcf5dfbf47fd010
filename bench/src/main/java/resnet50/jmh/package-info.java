/**
 * Benchmarks of a stage with JMH, the Java Microbenchmark Harness: each shape of convolution, and the whole network.
 */
package resnet50.jmh;
