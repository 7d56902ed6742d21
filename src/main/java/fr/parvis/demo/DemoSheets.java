package fr.parvis.demo;

import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.SheetImport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * The sheets that a town hall's desk is asked for, of « Vos droits et démarches » (DILA, Licence Ouverte 2.0): brought in when
 * the town has none, by the same import as anybody's.
 */
@Component
class DemoSheets {
    private static final String SHEETS = "/demo/fiches.zip";

    private final Procedures procedures;
    private final SheetImport imports;

    DemoSheets(Procedures procedures, SheetImport imports) {
        this.procedures = procedures;
        this.imports = imports;
    }

    void bring() {
        if (procedures.count() > 0) {
            return;
        }
        try (var packed = Objects.requireNonNull(DemoSheets.class.getResourceAsStream(SHEETS))) {
            var archive = Files.createTempFile("parvis-fiches", ".zip");
            try {
                Files.copy(packed, archive, StandardCopyOption.REPLACE_EXISTING);
                imports.run(archive, _ -> {});
            } finally {
                Files.deleteIfExists(archive);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the demonstration's sheets could not be read", failure);
        }
    }
}
