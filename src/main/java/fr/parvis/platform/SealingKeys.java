package fr.parvis.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where the keys of a {@link Sealer} come from: the settings, or a file that only the instance's own account can read. */
final class SealingKeys {
    static final String FILE = "encryption.key";

    private static final int BYTES = 32;

    private SealingKeys() {}

    /** @param given in base64, separated by commas; empty for the file of the data folder, which is made the first time */
    static List<byte[]> of(String given, Path data) {
        var text = given.isEmpty() ? ofFile(data) : given;
        return Stream.of(text.split(",", -1)).map(SealingKeys::decoded).toList();
    }

    private static byte[] decoded(String text) {
        try {
            var key = Base64.getDecoder().decode(text.strip());
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException _) {
            // the same as one that is too short; the text is a secret, so it is not repeated
        }
        throw new IllegalArgumentException("The encryption key (PARVIS_ENCRYPTION_KEY, or " + FILE
                + " in the data folder) is not 32 bytes in base64: openssl rand -base64 32 makes one.");
    }

    private static String ofFile(Path data) {
        try {
            var file = Files.createDirectories(data).resolve(FILE);
            if (!Files.exists(file)) {
                make(file);
            }
            return Files.readString(file).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException("The encryption key in " + data + " cannot be read.", failure);
        }
    }

    /** On the disk before anything is sealed with it, and never half there. */
    private static void make(Path file) throws IOException {
        var key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        var begun = file.resolveSibling(FILE + ".begun");
        Files.deleteIfExists(begun);
        try (var out = FileChannel.open(
                begun,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            out.write(ByteBuffer.wrap(
                    (Base64.getEncoder().encodeToString(key) + "\n").getBytes(StandardCharsets.US_ASCII)));
            out.force(true);
        }
        Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
