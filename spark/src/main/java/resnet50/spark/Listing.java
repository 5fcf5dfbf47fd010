package resnet50.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import resnet50.core.UserException;
import resnet50.picture.PictureFiles;

/**
 * Lists pictures without opening them; tasks list the folders. Spark's {@code binaryFile} omits empty files, and makes
 * a column of a folder whose name has an equals sign.
 */
final class Listing {
    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);
    private static final int FOLDERS_PER_TASK = 4;

    /** @param deep whether to list the folders in it too */
    private record Folder(String path, boolean deep) implements Serializable {}

    private final Configuration hadoop;
    private final List<ListedFile> files = new ArrayList<>();
    private final List<Folder> folders = new ArrayList<>();

    private Listing(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /**
     * Lists files, and pictures in folders, by the command line's rules: recursively, without hidden files.
     *
     * @param patterns paths, URIs or globs of Hadoop's form
     * @return lazy; each action lists again
     * @throws UserException no input: nothing matches a pattern
     */
    static JavaRDD<ListedFile> of(JavaSparkContext spark, List<String> patterns) {
        Configuration hadoop = spark.hadoopConfiguration();
        Listing listing = new Listing(hadoop);
        patterns.forEach(listing::add);
        Broadcast<SerializableConfiguration> shared = SerializableConfiguration.broadcast(spark.sc(), hadoop);
        int slices = Math.max(1, listing.folders.size() / FOLDERS_PER_TASK);
        JavaRDD<ListedFile> inFolders = spark.parallelize(listing.folders, slices)
                .flatMap(folder -> new Walk(shared.value().value(), folder));
        return listing.files.isEmpty() ? inFolders : spark.parallelize(listing.files).union(inFolders);
    }

    private void add(String pattern) {
        try {
            Path path = new Path(pattern);
            FileSystem system = path.getFileSystem(hadoop);
            List<FileStatus> found = glob(system, path);
            if (found.isEmpty()) {
                throw UserException.noInput(pattern + ": no such file; check the path");
            }
            for (FileStatus status : found) {
                if (status.isDirectory()) {
                    addFolder(system, status.getPath());
                } else {
                    files.add(ListedFile.of(status));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw UserException.noInput(pattern + ": cannot be listed: " + e.getMessage() + "; check the path");
        }
    }

    /** Hadoop's own globs fail in a folder where any name has a colon. A file of exactly this name comes first. */
    private static List<FileStatus> glob(FileSystem system, Path pattern) throws IOException {
        if (pattern.isRoot() || pattern.getParent() == null || system.exists(pattern)) {
            return List.of(system.getFileStatus(pattern));
        }
        GlobFilter filter = new GlobFilter(pattern.getName());
        List<FileStatus> found = new ArrayList<>();
        for (FileStatus parent : glob(system, pattern.getParent())) {
            for (FileStatus entry : parent.isDirectory() ? system.listStatus(parent.getPath()) : new FileStatus[0]) {
                if (filter.accept(entry.getPath()) && !hidden(entry)) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /** Its files are one task's, each of its folders another's. */
    private void addFolder(FileSystem system, Path folder) throws IOException {
        folders.add(new Folder(folder.toString(), false));
        RemoteIterator<FileStatus> entries = system.listStatusIterator(folder);
        while (entries.hasNext()) {
            FileStatus entry = entries.next();
            if (entry.isDirectory() && !hidden(entry)) {
                folders.add(new Folder(entry.getPath().toString(), true));
            }
        }
    }

    private static boolean hidden(FileStatus entry) {
        return entry.getPath().getName().startsWith(".");
    }

    /**
     * The pictures of a folder, depth first. A folder that cannot be listed stands for a picture, whose row then has
     * the error.
     */
    private static final class Walk implements Iterator<ListedFile> {
        private final FileSystem system;
        private final boolean deep;
        private final ArrayDeque<Path> folders = new ArrayDeque<>();
        private Iterator<FileStatus> entries = List.<FileStatus>of().iterator();
        private ListedFile next;

        Walk(Configuration hadoop, Folder folder) throws IOException {
            Path path = new Path(folder.path);
            this.system = path.getFileSystem(hadoop);
            this.deep = folder.deep;
            folders.add(path);
        }

        @Override
        public boolean hasNext() {
            while (next == null && (entries.hasNext() || !folders.isEmpty())) {
                if (entries.hasNext()) {
                    take(entries.next());
                } else {
                    open(folders.pop());
                }
            }
            return next != null;
        }

        private void take(FileStatus entry) {
            if (hidden(entry)) {
                return;
            }
            if (!entry.isDirectory()) {
                next = PictureFiles.isPicture(entry.getPath().getName()) ? ListedFile.of(entry) : null;
            } else if (deep) {
                folders.push(entry.getPath());
            }
        }

        private void open(Path folder) {
            try {
                entries = Arrays.asList(system.listStatus(folder)).iterator();
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("{} cannot be listed", folder, e);
                next = new ListedFile(folder.toString(), 0, 0);
            }
        }

        @Override
        public ListedFile next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ListedFile listed = next;
            next = null;
            return listed;
        }
    }
}
