/** The commands {@code bench}, {@code compare} and {@code profile}. */
package resnet50.commands;
