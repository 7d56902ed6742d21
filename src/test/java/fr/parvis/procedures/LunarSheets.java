package fr.parvis.procedures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** A life event, a guided search and the sheets that they lead to, about things that nobody can ask for. */
public final class LunarSheets {
    private static final Path FOLDER = Path.of("src", "test", "resources", "orient");

    private LunarSheets() {}

    public static void bring(SheetImport imports) {
        try {
            imports.run(FOLDER, _ -> {});
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Sheet read(String id) {
        return read(FOLDER.resolve(id + ".xml"));
    }

    private static Sheet read(Path file) {
        try {
            return SheetReading.sheet(Objects.requireNonNull(
                    SheetReader.read(Objects.toString(file.getFileName()), Files.readAllBytes(file))));
        } catch (IOException | SheetReader.Unreadable failure) {
            throw new AssertionError(file.toString(), failure);
        }
    }

    /** Those for people at home, from what {@code PARVIS_SHEETS} names: a folder, a zip or a tgz. */
    public static List<Sheet> national(Predicate<Sheet> wanted) {
        var found = new ArrayList<Sheet>();
        try {
            SheetFiles.visit(Path.of(System.getenv("PARVIS_SHEETS")), new SheetFiles.Visitor() {
                @Override
                public void file(String name, byte[] content) {
                    try {
                        var root = SheetReader.read(name, content);
                        if (root != null) {
                            var sheet = SheetReading.sheet(root);
                            if (sheet.audience().equals(Procedures.PEOPLE) && wanted.test(sheet)) {
                                found.add(sheet);
                            }
                        }
                    } catch (SheetReader.Unreadable _) {
                        // the import's tests judge what cannot be read
                    }
                }

                @Override
                public void refused(String name, SheetReader.Unreadable why) {}
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }
}
