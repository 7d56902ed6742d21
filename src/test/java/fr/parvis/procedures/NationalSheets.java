package fr.parvis.procedures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipInputStream;

/** The national sheets that ship with the demonstration, for tests. */
public final class NationalSheets {
    private NationalSheets() {}

    public static Sheet sheet(String id) {
        return read(id + ".json", bytes(id));
    }

    /** To be imported from there. */
    public static void copy(Path folder, String... ids) {
        for (var id : ids) {
            try {
                Files.write(folder.resolve(id + ".json"), bytes(id));
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
    }

    static byte[] bytes(String id) {
        try (var zip = new ZipInputStream(
                Objects.requireNonNull(NationalSheets.class.getResourceAsStream("/demo/fiches.zip")))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(id + ".json")) {
                    return zip.readAllBytes();
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        throw new AssertionError(id + " is not in the demonstration");
    }

    public static Sheet read(String name, byte[] bytes) {
        try {
            return SheetReading.sheet(Objects.requireNonNull(SheetReader.read(name, bytes)));
        } catch (SheetReader.Unreadable unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
