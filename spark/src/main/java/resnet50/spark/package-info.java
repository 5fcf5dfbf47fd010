/**
 * The classifier on Apache Spark, for pictures that one machine would take too long to label.
 *
 * <p>{@link resnet50.spark.LabelPictures} labels the rows of a {@code Dataset}, or is a function of SQL;
 * {@link resnet50.spark.LabelSpark} is the program for {@code spark-submit}. An executor builds one network, which its
 * tasks share.
 */
package resnet50.spark;
