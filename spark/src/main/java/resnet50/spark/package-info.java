/**
 * The classifier on Apache Spark, for more pictures than one machine labels.
 *
 * <p>{@link resnet50.spark.LabelPictures} labels the rows of a {@code Dataset}, or is a function of SQL;
 * {@link resnet50.spark.LabelSpark} is what {@code spark-submit} runs. Each executor's JVM builds one network, which all of its tasks
 * share.
 */
package resnet50.spark;
