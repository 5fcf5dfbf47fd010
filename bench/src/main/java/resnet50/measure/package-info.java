/** Measures one engine in this JVM: latency, throughput, allocation, time per layer, peak FMA rate. */
package resnet50.measure;
