package fr.parvis.platform;

import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a repeated call give the first one's answer: the answer is stored in the transaction of the change itself. */
@Component
public class Idempotency {
    private static final int LONGEST_KEY = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    Idempotency(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A concurrent call with the same key waits for the first one. A refusal leaves no trace, so that it can be retried.
     *
     * @param scope whose keys these are
     * @param fingerprint what was asked; the same key with another one is refused (422)
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public ResponseEntity<String> once(
            String scope, @Nullable String key, String fingerprint, Supplier<ResponseEntity<String>> change) {
        if (key == null || key.isBlank()) {
            return change.get();
        }
        if (key.length() > LONGEST_KEY) {
            throw ProblemException.field("Idempotency-Key", "platform", "idempotency-key-too-long", LONGEST_KEY);
        }
        var first = jdbc.sql("""
                        insert into platform.idempotency (scope, key, fingerprint, created_at)
                        values (:scope, :key, :fingerprint, :now) on conflict do nothing""")
                        .param("scope", scope)
                        .param("key", key)
                        .param("fingerprint", fingerprint)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (!first) {
            return replay(scope, key, fingerprint);
        }
        var answer = change.get();
        jdbc.sql("update platform.idempotency set status = :status, body = :body where scope = :scope and key = :key")
                .param("status", answer.getStatusCode().value())
                .param("body", answer.getBody())
                .param("scope", scope)
                .param("key", key)
                .update();
        return answer;
    }

    private ResponseEntity<String> replay(String scope, String key, String fingerprint) {
        return jdbc.sql("select * from platform.idempotency where scope = :scope and key = :key")
                .param("scope", scope)
                .param("key", key)
                .query((row, _) -> {
                    if (!row.getString("fingerprint").equals(fingerprint)) {
                        throw new ProblemException(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "platform",
                                "idempotency-key-reused",
                                "Idempotency-Key",
                                Map.of());
                    }
                    return ResponseEntity.status(row.getInt("status"))
                            .contentType(MediaType.APPLICATION_JSON)
                            .header("Idempotent-Replayed", "true")
                            .body(row.getString("body"));
                })
                .single();
    }
}
