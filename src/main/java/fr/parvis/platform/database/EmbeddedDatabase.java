package fr.parvis.platform.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server kept in the data folder: durable, behind a password, reachable from this machine only. Recovers
 * by itself after a crash of the application, of the server or of both.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("listen_addresses", "localhost"),
            Map.entry("max_connections", "60"),
            Map.entry("shared_buffers", "64MB"),
            Map.entry("io_method", "sync"),
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("password_encryption", "scram-sha-256"));

    private static final String COMPLETE = "database.complete";

    private final EmbeddedPostgres server;
    private final String password;

    /** Held as long as the server runs: two instances never share a folder. */
    private final FileChannel lock;

    private EmbeddedDatabase(EmbeddedPostgres server, String password, FileChannel lock) {
        this.server = server;
        this.password = password;
        this.lock = lock;
    }

    /**
     * Starts the server of the data folder, creating it the first time.
     *
     * @throws DatabaseUnavailable when the folder belongs to another user or the server does not start
     */
    public static EmbeddedDatabase start(Path data) {
        try {
            var folder = Files.createDirectories(data).toRealPath();
            checkOwner(folder);
            var lock = lock(folder);
            try {
                var password = password(folder.resolve("database.password"));
                return new EmbeddedDatabase(create(folder, password), password, lock);
            } catch (IOException | SQLException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException | SQLException failure) {
            throw new DatabaseUnavailable(
                    "The database in " + data + " does not start: " + failure.getMessage(), failure);
        }
    }

    private static EmbeddedPostgres create(Path folder, String password) throws IOException, SQLException {
        var cluster = folder.resolve("postgres");
        LeftoverServer.stop(cluster);
        setAsideUnlessComplete(folder, cluster);
        var server = launch(cluster, password);
        try {
            var binaries = folder.resolve("postgres-binaries");
            if (Files.exists(binaries)) { // a second instance of the same process shares those of the first
                Files.setPosixFilePermissions(binaries, PosixFilePermissions.fromString("rwx------"));
            }
            secure(server, cluster, password);
            if (!Files.exists(folder.resolve(COMPLETE))) {
                Files.createFile(folder.resolve(COMPLETE));
            }
            return server;
        } catch (SQLException | IOException failure) {
            server.close();
            throw failure;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        var channel =
                FileChannel.open(folder.resolve("parvis.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // held by this very process
        }
        channel.close();
        throw new DatabaseUnavailable(
                "Another Parvis runs on the data folder " + folder + ": stop it first, or give another --data folder.",
                null);
    }

    /** A first start that was cut short left a cluster that nothing was ever kept in. */
    private static void setAsideUnlessComplete(Path folder, Path cluster) throws IOException {
        if (Files.exists(cluster) && !Files.exists(folder.resolve(COMPLETE))) {
            Files.move(cluster, folder.resolve("postgres-incomplete-" + System.currentTimeMillis()));
        }
    }

    private static EmbeddedPostgres launch(Path cluster, String password) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setOverrideWorkingDirectory(
                        cluster.resolveSibling("postgres-binaries").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .setConnectConfig("password", password)
                .setLocaleConfig("encoding", "UTF8")
                .setLocaleConfig("locale", "C.UTF-8");
        SETTINGS.forEach(builder::setServerConfig);
        return builder.start();
    }

    /** Each step may be repeated: a crash in the middle leaves nothing that the next start does not finish. */
    private static void secure(EmbeddedPostgres server, Path cluster, String password)
            throws SQLException, IOException {
        var rules = cluster.resolve("pg_hba.conf");
        var strict = """
                local all all reject
                host all all 127.0.0.1/32 scram-sha-256
                host all all ::1/128 scram-sha-256
                """;
        if (Files.readString(rules).equals(strict)) {
            return;
        }
        try (var connection = DriverManager.getConnection(url(server.getPort()), "postgres", password);
                var statement = connection.createStatement()) {
            // the password is hexadecimal: nothing to quote
            statement.execute("alter role postgres password '" + password + "'");
            Files.writeString(rules, strict);
            statement.execute("select pg_reload_conf()");
        }
    }

    private static void checkOwner(Path folder) throws IOException {
        var cluster = folder.resolve("postgres");
        var owned = Files.exists(cluster) ? cluster : folder;
        var owner = Files.getOwner(owned).getName();
        var me = System.getProperty("user.name");
        if (!owner.equals(me) && (owned.equals(cluster) || !Files.isWritable(folder))) {
            throw new DatabaseUnavailable(
                    "The data folder %s belongs to %s and Parvis runs as %s: run it as %s, or give another --data folder."
                            .formatted(folder, owner, me, owner),
                    null);
        }
    }

    private static String password(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > 0) {
            return Files.readString(file).strip();
        }
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        var password = HexFormat.of().formatHex(bytes);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
        return password;
    }

    public String url() {
        return url(server.getPort());
    }

    public String password() {
        return password;
    }

    private static String url(int port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    /** The address and password of the server that a running instance keeps in this folder; null when none answers. */
    public static @org.jspecify.annotations.Nullable RunningDatabase running(Path data) {
        var pidFile = data.resolve("postgres").resolve("postmaster.pid");
        try {
            if (!Files.exists(pidFile)) {
                return null;
            }
            var port = Integer.parseInt(Files.readAllLines(pidFile).get(3).strip());
            var password = Files.readString(data.resolve("database.password")).strip();
            try (var connection = DriverManager.getConnection(url(port), "postgres", password)) {
                return connection.isValid(2) ? new RunningDatabase(url(port), password) : null;
            }
        } catch (IOException | SQLException | RuntimeException unreadable) {
            LOG.debug("no running database in {}: {}", data, unreadable.getMessage());
            return null;
        }
    }

    /** A server started by another process. */
    public record RunningDatabase(String url, String password) {}

    @Override
    public void close() {
        try {
            server.close();
            lock.close();
        } catch (IOException failure) {
            LOG.warn("the database did not stop by itself; the next start will recover", failure);
        }
    }

    /** Stops what a killed instance left running. */
    private static final class LeftoverServer {
        static void stop(Path cluster) throws IOException {
            var pidFile = cluster.resolve("postmaster.pid");
            if (!Files.exists(pidFile)) {
                return;
            }
            var process = ProcessHandle.of(
                    Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()));
            if (process.isPresent() && serves(process.get(), cluster)) {
                LOG.info("stopping the database that an interrupted run left behind");
                new ProcessBuilder("kill", "-INT", Long.toString(process.get().pid())).start();
                for (int i = 0; i < 150 && Files.exists(pidFile); i++) {
                    LockSupport.parkNanos(100_000_000);
                }
            }
            Files.deleteIfExists(pidFile);
        }

        private static boolean serves(ProcessHandle process, Path cluster) {
            try {
                var commandLine = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
                return commandLine.contains(cluster.toString());
            } catch (IOException _) {
                return false;
            }
        }
    }
}
