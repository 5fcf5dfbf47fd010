/** Other programs on the same weights and the same picture, to be measured beside the stages. */
package resnet50.peers;
