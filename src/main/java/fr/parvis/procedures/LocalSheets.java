package fr.parvis.procedures;

import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The organisation's own sheets among the national ones: found by the same search, out of the reach of imports. */
@Component
@Transactional
public class LocalSheets {
    private final Sheets sheets;
    private final OneSheetIndex index;
    private final JdbcClient jdbc;
    private final Clock clock;

    LocalSheets(Sheets sheets, OneSheetIndex index, JdbcClient jdbc, Clock clock) {
        this.sheets = sheets;
        this.index = index;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Adds or replaces; found as soon as the transaction ends.
     *
     * @param everyday what people say when they need it and that it does not say itself
     * @throws ProblemException 409 while an import is under way
     */
    public void put(Sheet sheet, UUID organisation, String everyday) {
        if (!sheet.isLocal()) {
            throw new IllegalArgumentException(sheet.id() + " is no number of an own sheet");
        }
        refuseDuringImport();
        sheets.write(List.of(Sheets.Written.of(sheet)), clock.instant().truncatedTo(ChronoUnit.MICROS), organisation);
        var key = key(sheet.audience(), sheet.id()).orElseThrow();
        // an organisation calls its sheets as its people ask for them
        jdbc.sql("update procedures.sheet_text set everyday = ?, asked = ? where sheet_key = ?")
                .params(everyday, sheet.title(), key)
                .update();
        index.put(key);
    }

    /** Does nothing when it is not there. */
    public void remove(String audience, String id) {
        refuseDuringImport();
        key(audience, id).ifPresent(index::remove);
        sheets.remove(List.of(new Sheets.Name(audience, id)), clock.instant());
    }

    /** The index is made anew by an import: neither waits for the other for minutes. */
    private void refuseDuringImport() {
        if (!sheets.lockUnlessImporting()) {
            throw new ProblemException(HttpStatus.CONFLICT, "procedures", "import-running");
        }
    }

    private Optional<Long> key(String audience, String id) {
        return jdbc.sql("select key from procedures.sheet where audience = ? and id = ?")
                .params(audience, id)
                .query(Long.class)
                .optional();
    }
}
