package fr.parvis.identity;

import fr.parvis.platform.Ids;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who signed in and who changed accounts and tokens; never a secret. */
@Component
class AuditLog {
    private final JdbcClient jdbc;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void write(String act, String subject) {
        var actor = Caller.current().map(Caller::name).orElse("-");
        jdbc.sql("insert into identity.audit (id, at, actor, act, subject) values (?, ?, ?, ?, ?)")
                .params(Ids.next(), clock.instant().atOffset(ZoneOffset.UTC), actor, act, subject)
                .update();
    }
}
