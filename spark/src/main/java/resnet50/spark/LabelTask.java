package resnet50.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import resnet50.core.UserException;

/**
 * Labels the rows of a task.
 *
 * @param input        columns of the rows
 * @param output       columns of the results: those of the input without the bytes, then {@link Labeler#RESULT}
 * @param addsLength   whether to fill in the column {@link LabelPictures#LENGTH}
 * @param addsModified whether to fill in the column {@link LabelPictures#MODIFIED_MILLIS}
 */
record LabelTask(
        StructType input,
        StructType output,
        boolean addsLength,
        boolean addsModified,
        String pathColumn,
        String contentColumn,
        int maxBytes,
        Labeler labeler)
        implements Serializable {
    /** Assumed length of a file if the table has none. */
    private static final long USUAL_BYTES = 1 << 20;

    private static final int ABSENT = -1;

    /** Lazy: a picture is read and labeled when its row is requested. */
    Iterator<Row> run(Iterator<Row> rows, Configuration hadoop) {
        int content = column(contentColumn);
        int path = column(pathColumn);
        if (content != ABSENT) {
            return map(rows, row -> ofContent(row, path, content));
        }
        int length = addsLength ? ABSENT : column(LabelPictures.LENGTH);
        ReadAhead files = new ReadAhead(
                rows,
                row -> row.getString(path),
                row -> length == ABSENT || row.isNullAt(length) ? USUAL_BYTES : ((Number) row.get(length)).longValue(),
                hadoop,
                maxBytes);
        TaskContext.get().<Void>addTaskCompletionListener(context -> {
            files.close();
            return null;
        });
        return map(files, this::ofFile);
    }

    private <T> Iterator<Row> map(Iterator<T> elements, Function<T, Row> step) {
        TaskContext context = TaskContext.get();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public Row next() {
                long start = System.nanoTime();
                T element = elements.next();
                labeler.metrics().read(System.nanoTime() - start);
                Row row = step.apply(element);
                context.killTaskIfInterrupted(); // an interrupt may be why the picture failed
                return row;
            }
        };
    }

    private Row ofContent(Row row, int path, int content) {
        String name = path == ABSENT || row.isNullAt(path) ? "picture" : row.getString(path);
        byte[] bytes = row.getAs(content);
        if (bytes == null) {
            UserException noBytes = UserException.noInput(name + ": the bytes are null; check the table");
            return joined(row, null, labeler.failed(noBytes));
        }
        if (bytes.length > maxBytes) {
            return joined(row, null, labeler.failed(PictureFile.tooLong(name, bytes.length)));
        }
        return joined(row, null, labeler.label(name, bytes));
    }

    private Row ofFile(ReadAhead.Read read) {
        if (read.problem() != null) {
            return joined(read.row(), null, labeler.failed(read.problem()));
        }
        String name = read.row().getString(column(pathColumn));
        return joined(read.row(), read.file(), labeler.label(name, read.file().content()));
    }

    /** @param file null if it was not read */
    private Row joined(Row row, PictureFile file, Row result) {
        Object[] values = new Object[output.size()];
        int at = 0;
        for (String name : input.fieldNames()) {
            if (addsLength && name.equals(LabelPictures.LENGTH)) {
                values[at++] = file == null ? null : file.length();
            } else if (addsModified && name.equals(LabelPictures.MODIFIED_MILLIS)) {
                values[at++] = file == null ? null : file.modified();
            } else if (!name.equals(contentColumn)) {
                values[at++] = row.get(column(name));
            }
        }
        for (int i = 0; i < result.size(); i++) {
            values[at++] = result.get(i);
        }
        return RowFactory.create(values);
    }

    private int column(String name) {
        scala.Option<Object> index = input.getFieldIndex(name);
        return index.isDefined() ? (int) index.get() : ABSENT;
    }
}
