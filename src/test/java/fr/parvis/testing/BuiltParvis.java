package fr.parvis.testing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Parvis as it was built, laid out with its start-up cache as {@code ./parvis run} does, and a town that has had its first start: both
 * are made once for all the processes that tests start.
 */
public final class BuiltParvis {
    private static final Path JAR = Path.of("target", "parvis.jar");
    private static final Path HOME = Path.of("target", "tested");
    private static final Path APP = HOME.resolve("app").resolve("parvis.jar");
    private static final Path CACHE = HOME.resolve("parvis.aot");
    private static final Path TOWN = HOME.resolve("quiet-town");
    private static final Path READY = HOME.resolve("ready");

    private BuiltParvis() {}

    /** What starts Parvis, up to its own first word. */
    public static List<String> command() {
        makeReady();
        return start("-XX:AOTCache=" + CACHE);
    }

    private static List<String> start(String cache) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ArrayList<>(List.of(
                java,
                cache,
                "-Xlog:aot*=error",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                APP.toString()));
    }

    /** Makes that folder the data of a quiet town, as its first start left it. */
    public static Path quietTown(Path data) {
        makeReady();
        try {
            copy(TOWN, data);
            return data;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static synchronized void makeReady() {
        try {
            Files.createDirectories(HOME.getParent());
            try (var channel = FileChannel.open(Path.of("target", "tested.lock"), CREATE, WRITE);
                    var _ = channel.lock()) {
                if (!Files.exists(READY)
                        || Files.getLastModifiedTime(READY).compareTo(Files.getLastModifiedTime(JAR)) < 0) {
                    make();
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void make() throws IOException, InterruptedException {
        if (Files.exists(HOME)) {
            delete(HOME);
        }
        Files.createDirectories(HOME);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ended(List.of(
                java,
                "-Djarmode=tools",
                "-jar",
                JAR.toString(),
                "extract",
                "--destination",
                HOME.resolve("app").toString()));
        // the start that the cache is learned from is the town's first one, too
        var first = start("-XX:AOTCacheOutput=" + CACHE);
        first.add(1, "-Dspring.context.exit=onRefresh");
        first.addAll(List.of("run", "--demo-quiet", "--port", "0", "--data", TOWN.toString()));
        ended(first);
        try (var town = RealInstance.startWith(start("-XX:AOTCache=" + CACHE), TOWN)) {
            town.demo();
        }
        Files.createFile(READY);
    }

    private static void ended(List<String> command) throws IOException, InterruptedException {
        var said = Files.createTempFile("parvis-made", ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(180, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end well: " + Files.readString(said));
        }
        Files.delete(said);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                var copy = to.resolve(from.relativize(folder));
                Files.createDirectories(copy);
                Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, java.io.IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
