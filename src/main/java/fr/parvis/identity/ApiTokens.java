package fr.parvis.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.parvis.platform.Ids;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.live.TopicChanged;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Bearer tokens of the API: the secret is shown once, only its SHA-256 is kept. */
@Component
public class ApiTokens {
    private static final String TOPIC = "api-tokens";

    public record ApiToken(
            UUID id,
            String name,
            Role role,
            Set<String> scopes,
            Instant createdAt,
            @Nullable Instant revokedAt) {}

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final LiveUpdates live;
    private final Clock clock;
    private final Cache<String, Optional<ApiToken>> known = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    ApiTokens(JdbcClient jdbc, AuditLog audit, LiveUpdates live, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    /** @return the secret, which can never be read again */
    @Transactional
    public String issue(String name, Role role) {
        var secret = "pv_" + Ids.token() + Ids.token();
        issueKnown(name, role, secret);
        return secret;
    }

    /** For a secret made elsewhere; does nothing when it is already known. */
    @Transactional
    public void issueKnown(String name, Role role, String secret) {
        var written = jdbc.sql("""
                        insert into identity.api_token (id, name, hash, role, scopes, created_at)
                        values (?, ?, ?, ?, ?, ?) on conflict (hash) do nothing""")
                .params(
                        Ids.next(),
                        name,
                        hash(secret),
                        role.name(),
                        role.scopes().stream().sorted().toArray(String[]::new),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (written > 0) {
            audit.write("token-issued", name);
            live.changed(TOPIC);
        }
    }

    @Transactional
    public void revoke(UUID id) {
        jdbc.sql("update identity.api_token set revoked_at = ? where id = ? and revoked_at is null")
                .params(clock.instant().atOffset(ZoneOffset.UTC), id)
                .update();
        audit.write("token-revoked", id.toString());
        live.changed(TOPIC);
    }

    @EventListener
    void on(TopicChanged change) {
        if (change.topic().equals(TOPIC)) {
            known.invalidateAll();
        }
    }

    public List<ApiToken> list() {
        return jdbc.sql("select * from identity.api_token order by created_at desc")
                .query(ApiTokens::read)
                .list();
    }

    Optional<ApiToken> find(String secret) {
        return known.get(
                hash(secret),
                hash -> jdbc.sql("select * from identity.api_token where hash = :hash and revoked_at is null")
                        .param("hash", hash)
                        .query(ApiTokens::read)
                        .optional());
    }

    private static ApiToken read(java.sql.ResultSet row, int index) throws java.sql.SQLException {
        var revoked = row.getTimestamp("revoked_at");
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                Set.copyOf(Arrays.asList((String[]) row.getArray("scopes").getArray())),
                row.getTimestamp("created_at").toInstant(),
                revoked == null ? null : revoked.toInstant());
    }

    static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
