/** Measures a stage with JMH, the JDK's microbenchmark harness: each shape of convolution, and the whole network. */
package resnet50.jmh;
