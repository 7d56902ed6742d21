package fr.parvis.procedures.clear;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.editor.FourEyes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sheets in plain French: written, submitted, then published under {@link FourEyes four eyes}. What is public stays so until the
 * next one takes its place or somebody withdraws it.
 */
@Component
public class PlainVersions {
    public static final int LONGEST = 20_000;
    private static final int LONGEST_REMARK = 500;

    private static final String FIND = """
            select v.*, v.sheet_hash is distinct from s.hash behind
              from procedures.plain_version v
              left join procedures.sheet s on s.audience = v.audience and s.id = v.sheet_id
             where v.organisation_id = ? and v.audience = ? and v.sheet_id = ? and v.state in\s""";

    private final JdbcClient jdbc;
    private final Directory directory;
    private final FourEyes fourEyes;
    private final AuditLog audit;
    private final Clock clock;

    PlainVersions(JdbcClient jdbc, Directory directory, FourEyes fourEyes, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.fourEyes = fourEyes;
        this.audit = audit;
        this.clock = clock;
    }

    public Optional<PlainVersion> published(Sheet sheet) {
        return find("('published')", sheet);
    }

    /** The one that somebody is working on. */
    public Optional<PlainVersion> inHand(Sheet sheet) {
        return find("('draft', 'in-review')", sheet);
    }

    /** Whoever saves is the writer from then on; what was in review has to be submitted again. */
    @Transactional
    public void save(Sheet sheet, String body) {
        if (body.isBlank()) {
            throw ProblemException.field("body", "procedures", "plain-missing");
        }
        if (body.length() > LONGEST) {
            throw ProblemException.field("body", "procedures", "plain-too-long", LONGEST);
        }
        jdbc.sql("""
                        insert into procedures.plain_version (id, organisation_id, audience, sheet_id, body, state, writer_id,
                            sheet_hash, changed_at)
                        select ?, ?, s.audience, s.id, ?, 'draft', ?, s.hash, ?
                          from procedures.sheet s where s.audience = ? and s.id = ?
                        on conflict (organisation_id, audience, sheet_id) where state in ('draft', 'in-review')
                        do update set body = excluded.body, state = 'draft', writer_id = excluded.writer_id, reviewer_id = null,
                            sheet_hash = excluded.sheet_hash, changed_at = excluded.changed_at""")
                .params(Ids.next(), directory.organisation().id(), body, me(), now(), sheet.audience(), sheet.id())
                .update();
        audit.write("plain-saved", sheet.title());
    }

    @Transactional
    public void submit(Sheet sheet) {
        move(
                sheet,
                "update procedures.plain_version set state = 'in-review', remark = '', changed_at = ? where id = ? and state = 'draft'");
        audit.write("plain-submitted", sheet.title());
    }

    @Transactional
    public void publish(Sheet sheet) {
        var version = reviewed(sheet);
        jdbc.sql("""
                        update procedures.plain_version set state = 'replaced'
                         where organisation_id = ? and audience = ? and sheet_id = ? and state = 'published'""")
                .params(directory.organisation().id(), sheet.audience(), sheet.id())
                .update();
        changed(jdbc.sql("""
                        update procedures.plain_version
                           set state = 'published', reviewer_id = ?, published_at = ?, changed_at = ?
                         where id = ? and state = 'in-review' and writer_id = ?""")
                .params(me(), now(), now(), version.id(), version.writer())
                .update());
        audit.write("plain-published", sheet.title());
    }

    /** @param remark what to mend */
    @Transactional
    public void sendBack(Sheet sheet, String remark) {
        if (remark.isBlank()) {
            throw ProblemException.field("remark", "procedures", "plain-remark-missing");
        }
        if (remark.length() > LONGEST_REMARK) {
            throw ProblemException.field("remark", "procedures", "plain-too-long", LONGEST_REMARK);
        }
        var version = reviewed(sheet);
        changed(jdbc.sql(
                        "update procedures.plain_version set state = 'draft', remark = ?, changed_at = ? where id = ? and state = 'in-review'")
                .params(remark, now(), version.id())
                .update());
        audit.write("plain-sent-back", sheet.title());
    }

    @Transactional
    public void withdraw(Sheet sheet) {
        changed(jdbc.sql("""
                        update procedures.plain_version set state = 'replaced', changed_at = ?
                         where organisation_id = ? and audience = ? and sheet_id = ? and state = 'published'""")
                .params(now(), directory.organisation().id(), sheet.audience(), sheet.id())
                .update());
        audit.write("plain-withdrawn", sheet.title());
    }

    private void move(Sheet sheet, String sql) {
        changed(jdbc.sql(sql).params(now(), current(sheet).id()).update());
    }

    private PlainVersion current(Sheet sheet) {
        return inHand(sheet).orElseThrow(PlainVersions::movedOn);
    }

    private PlainVersion reviewed(Sheet sheet) {
        var version = current(sheet);
        if (!mayPublish(version)) {
            throw FourEyes.refusal();
        }
        return version;
    }

    /** Whether who is signed in may review it. */
    public boolean mayPublish(PlainVersion version) {
        return fourEyes.mayPublish(me(), Set.of(version.writer()));
    }

    /** Somebody else was faster. */
    private static void changed(int rows) {
        if (rows == 0) {
            throw movedOn();
        }
    }

    private static ProblemException movedOn() {
        return new ProblemException(HttpStatus.CONFLICT, "procedures", "plain-moved-on");
    }

    private Optional<PlainVersion> find(String states, Sheet sheet) {
        return jdbc.sql(FIND + states)
                .params(directory.organisation().id(), sheet.audience(), sheet.id())
                .query(PlainVersions::read)
                .optional();
    }

    private static PlainVersion read(ResultSet row, int index) throws SQLException {
        return new PlainVersion(
                row.getObject("id", UUID.class),
                row.getString("body"),
                PlainVersion.State.of(row.getString("state")),
                row.getObject("writer_id", UUID.class),
                row.getString("remark"),
                row.getTimestamp("changed_at").toInstant(),
                row.getBoolean("behind"));
    }

    private static UUID me() {
        return Caller.current().orElseThrow().id();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
