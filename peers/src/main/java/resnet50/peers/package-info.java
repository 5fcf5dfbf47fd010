/** Other programs with the same weights and input, for comparison with the stages. */
package resnet50.peers;
