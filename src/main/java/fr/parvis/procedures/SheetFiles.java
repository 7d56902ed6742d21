package fr.parvis.procedures;

import fr.parvis.procedures.SheetImport.Flaw;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The XML and JSON files of a folder, a zip or a tgz, one after the other, never all in memory and never written to disk.
 * Archives come from outside: what unpacks to too much is refused, and a name is only a name.
 */
final class SheetFiles {
    static final int LARGEST_FILE = 16 * 1024 * 1024;
    static final long LARGEST_SET = 4L * 1024 * 1024 * 1024;
    static final int MOST_FILES = 100_000;

    /** Gets each file in turn. */
    interface Visitor {
        void file(String name, byte[] content);

        void refused(String name, SheetReader.Unreadable why);
    }

    private final Visitor visitor;
    private long bytes;
    private int files;

    private SheetFiles(Visitor visitor) {
        this.visitor = visitor;
    }

    /**
     * Reads everything at the path.
     *
     * @throws IOException when the path or the archive cannot be read, or unpacks to more than {@link #LARGEST_SET} bytes
     */
    static void visit(Path path, Visitor visitor) throws IOException {
        var reading = new SheetFiles(visitor);
        var name =
                path.getFileName() == null ? "" : path.getFileName().toString().toLowerCase(Locale.ROOT);
        if (Files.isDirectory(path)) {
            reading.folder(path);
        } else if (!Files.isRegularFile(path)) {
            throw new IOException("There is nothing to read at " + path + ".");
        } else if (name.endsWith(".zip")) {
            try (var archive = new ZipArchiveInputStream(open(path))) {
                reading.archive(archive);
            }
        } else if (name.endsWith(".tgz") || name.endsWith(".tar.gz")) {
            try (var archive = new TarArchiveInputStream(new GzipCompressorInputStream(open(path), true))) {
                reading.archive(archive);
            }
        } else if (isSheetFile(name)) {
            reading.single(path, path.getFileName().toString());
        } else {
            throw new IOException(path + " is neither a folder, a zip, a tgz, nor an XML or JSON file.");
        }
    }

    private static InputStream open(Path path) throws IOException {
        return new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    }

    private void folder(Path folder) throws IOException {
        // links are not followed: the set ends where the folder does
        try (var found = Files.walk(folder)) {
            for (var file : (Iterable<Path>) found.filter(Files::isRegularFile).sorted()::iterator) {
                if (!Files.isSymbolicLink(file)
                        && isSheetFile(file.getFileName().toString())) {
                    single(file, folder.relativize(file).toString());
                }
            }
        }
    }

    private void single(Path file, String name) throws IOException {
        countFile();
        if (Files.size(file) > LARGEST_FILE) {
            visitor.refused(name, tooLarge());
            return;
        }
        countBytes(Files.size(file));
        visitor.file(name, Files.readAllBytes(file));
    }

    private void archive(ArchiveInputStream<? extends ArchiveEntry> archive) throws IOException {
        for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            var name = entry.getName();
            if (entry.isDirectory() || !isSheetFile(name) || !archive.canReadEntryData(entry)) {
                continue;
            }
            countFile();
            if (leaves(name)) {
                visitor.refused(
                        name, new SheetReader.Unreadable(Flaw.LEAVES_THE_ARCHIVE, "its name leads out of the archive"));
                continue;
            }
            var content = archive.readNBytes(LARGEST_FILE + 1);
            countBytes(content.length);
            if (content.length > LARGEST_FILE) {
                visitor.refused(name, tooLarge());
                countRest(archive);
            } else {
                visitor.file(name, content);
            }
        }
        if (files == 0 && archive.getBytesRead() == 0) {
            throw new IOException("The archive is empty or not readable.");
        }
    }

    /** Going on to the next file unpacks the rest of this one: that counts too. */
    private void countRest(InputStream file) throws IOException {
        var buffer = new byte[1 << 16];
        for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
            countBytes(read);
        }
    }

    private static boolean leaves(String name) {
        return name.startsWith("/") || name.startsWith("\\") || name.matches("(?:.*[/\\\\])?\\.\\.(?:[/\\\\].*)?");
    }

    private static boolean isSheetFile(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".xml") || lower.endsWith(".json");
    }

    private void countFile() throws IOException {
        if (++files > MOST_FILES) {
            throw new IOException("More than " + MOST_FILES + " files: this is not a set of sheets.");
        }
    }

    private void countBytes(long more) throws IOException {
        bytes += more;
        if (bytes > LARGEST_SET) {
            throw new IOException(
                    "It unpacks to more than " + (LARGEST_SET >> 30) + " GB: this is not a set of sheets.");
        }
    }

    private static SheetReader.Unreadable tooLarge() {
        return new SheetReader.Unreadable(Flaw.TOO_LARGE, "larger than " + (LARGEST_FILE >> 20) + " MB");
    }
}
