/** Measuring a stage with JMH, the JDK's own harness: each shape of convolution alone, and the whole network. */
package resnet50.jmh;
