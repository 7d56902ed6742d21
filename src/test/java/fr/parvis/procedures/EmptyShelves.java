package fr.parvis.procedures;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Before a test that counts on its own sheets alone: nothing of other classes' sheets, texts and plans is left. */
public final class EmptyShelves {
    private EmptyShelves() {}

    public static void in(JdbcClient jdbc) {
        jdbc.sql("""
                        truncate procedures.refresh, procedures.local_text_event, procedures.local_text_version,
                            procedures.local_text, procedures.sheet_version, procedures.sheet_text, procedures.sheet,
                            procedures.sheet_reading, procedures.posting, procedures.lexeme, procedures.word,
                            procedures.import""").update();
    }
}
