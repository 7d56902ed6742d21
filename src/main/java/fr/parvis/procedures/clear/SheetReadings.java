package fr.parvis.procedures.clear;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import fr.parvis.procedures.PartText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The scores of every sheet over time. They are worked out in the background from what is stored, a few hundred a minute, so
 * that an import costs nothing more and what was imported before is scored too.
 */
@Component
public class SheetReadings {
    private static final Logger LOG = LoggerFactory.getLogger(SheetReadings.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 50;
    private static final int MOST_A_TIME = 1000;

    /** @param since when the sheet began to say this */
    public record State(Instant since, Scores scores) {}

    private record Unread(long key, Instant since, String hash, String title, String content) {}

    /** Without a reading, or read by other rules or another list of jargon; what is there now before what was. */
    private static final String UNREAD = """
            select key, imported_at since, hash, title, content
              from procedures.sheet s
             where publication and removed_at is null and not exists (
                   select 1 from procedures.sheet_reading r
                    where r.sheet_key = s.key and r.since = s.imported_at and r.hash = s.hash and r.jargon_revision = :revision)
            union all
            select v.sheet_key, v.since, v.hash, v.title, v.content
              from procedures.sheet_version v join procedures.sheet s on s.key = v.sheet_key
             where s.publication and not exists (
                   select 1 from procedures.sheet_reading r
                    where r.sheet_key = v.sheet_key and r.since = v.since and r.jargon_revision = :revision)
             limit :most""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final TermList terms;

    SheetReadings(JdbcClient jdbc, JdbcTemplate batch, TermList terms) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.terms = terms;
    }

    /** Oldest first. */
    public List<State> history(String audience, String id) {
        return jdbc.sql("""
                        select r.* from procedures.sheet_reading r join procedures.sheet s on s.key = r.sheet_key
                         where s.audience = ? and s.id = ? order by r.since""")
                .params(audience, id)
                .query((row, _) -> new State(
                        row.getTimestamp("since").toInstant(),
                        new Scores(
                                row.getInt("words"),
                                row.getInt("sentences"),
                                row.getInt("sentences") == 0
                                        ? 0
                                        : (double) row.getInt("words") / row.getInt("sentences"),
                                row.getDouble("kandel_moles"),
                                row.getDouble("lix"),
                                row.getInt("long_sentences"),
                                row.getInt("jargon"),
                                row.getInt("passives"),
                                row.getInt("nominal"))))
                .list();
    }

    /** @return how many were read; fewer than asked when none is left */
    public int readSome(int most) {
        int read = 0;
        while (read < most) {
            var picture = terms.picture();
            var unread = jdbc.sql(UNREAD)
                    .param("revision", picture.revision())
                    .param("most", Math.min(AT_ONCE, most - read))
                    .query((row, _) -> new Unread(
                            row.getLong("key"),
                            row.getTimestamp("since").toInstant(),
                            row.getString("hash"),
                            row.getString("title"),
                            row.getString("content")))
                    .list();
            if (unread.isEmpty()) {
                return read;
            }
            keep(unread, picture);
            read += unread.size();
        }
        return read;
    }

    private void keep(List<Unread> sheets, TermList.Picture picture) {
        batch.batchUpdate("""
                insert into procedures.sheet_reading (sheet_key, since, hash, words, sentences, kandel_moles, lix, long_sentences,
                    jargon, passives, nominal, jargon_revision) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (sheet_key, since) do update set hash = excluded.hash, words = excluded.words,
                    sentences = excluded.sentences, kandel_moles = excluded.kandel_moles, lix = excluded.lix,
                    long_sentences = excluded.long_sentences, jargon = excluded.jargon, passives = excluded.passives,
                    nominal = excluded.nominal, jargon_revision = excluded.jargon_revision""", sheets, AT_ONCE, (row, sheet) -> {
            var scores = Readability.of(SheetProse.of(sheet.title(), PartText.read(sheet.content())), picture.jargon())
                    .scores();
            row.setLong(1, sheet.key());
            row.setObject(2, sheet.since().atOffset(ZoneOffset.UTC));
            row.setString(3, sheet.hash());
            row.setInt(4, scores.words());
            row.setInt(5, scores.sentences());
            row.setDouble(6, scores.kandelMoles());
            row.setDouble(7, scores.lix());
            row.setInt(8, scores.longSentences());
            row.setInt(9, scores.jargon());
            row.setInt(10, scores.passives());
            row.setInt(11, scores.nominal());
            row.setString(12, picture.revision());
        });
    }

    /** How many public sheets wait for their score. */
    public int waiting() {
        return jdbc.sql("""
                        select count(*) from procedures.sheet s where publication and removed_at is null and not exists (
                            select 1 from procedures.sheet_reading r where r.sheet_key = s.key and r.since = s.imported_at)""").query(Integer.class).optional().orElse(0);
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> sheetReadingsTask(SheetReadings readings) {
            return Tasks.recurring("sheet-readings", FixedDelay.of(PAUSE)).execute((_, _) -> {
                var read = readings.readSome(MOST_A_TIME);
                if (read > 0) {
                    LOG.info("Readability of {} sheets worked out", read);
                }
            });
        }
    }
}
