/**
 * The classifier for programs of one's own.
 *
 * <p>{@link resnet50.api.Classifier} labels pictures; {@link resnet50.api.ClassifierBuilder} sets its options. Both
 * need exactly one of the six stages on the class path, and a JVM, version 25 or newer, started with
 * {@code --add-modules jdk.incubator.vector}. The stage's other JVM options, which
 * {@code java -jar stage6.jar jvm-options} prints, are optional: they shorten the time to the first label.
 *
 * <p>Pictures are 8-bit RGB, [height][width][3]. Logits are [classes] floats without a unit; probabilities are their
 * softmax, from 0 to 1. Classes are counted from 0, in ImageNet's order where there are 1000.
 *
 * <p>{@link resnet50.core.UserException} reports what a user can correct: weights, pictures, the JVM's options. Its
 * message is one line. {@link java.lang.IllegalArgumentException} and {@link java.lang.NullPointerException} report a
 * wrong argument, {@link java.lang.IllegalStateException} a closed classifier, or a defect such as NaN logits.
 *
 * <p>A {@code Classifier} may be shared by threads; a {@code ClassifierBuilder} may not.
 */
package resnet50.api;
