package fr.parvis.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.parvis.platform.Ids;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.live.LiveUpdates;
import fr.parvis.platform.live.TopicChanged;
import fr.parvis.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Bearer tokens of the API: the secret is shown once, only its SHA-256 is kept. */
@Component
public class ApiTokens {
    static final String TOPIC = "api-tokens";
    private static final int LONGEST_NAME = 120;
    private static final Duration LAST_USE_PRECISION = Duration.ofMinutes(1);

    public record ApiToken(
            UUID id,
            String name,
            Role role,
            Set<String> scopes,
            Instant createdAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt,
            @Nullable UUID partnerId) {}

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

    /**
     * @param name says where it is used; two living tokens cannot share one
     * @return the secret, which can never be read again
     */
    @Transactional
    public String issue(String name, Role role) {
        if (role == Role.PARTNER) {
            throw ProblemException.field("role", "identity", "role-missing");
        }
        return issue(name, role, null);
    }

    /** For a program of a partner: it does what the partner's people do, no more. */
    @Transactional
    public String issueForPartner(String name, UUID partnerId) {
        return issue(name, Role.PARTNER, partnerId);
    }

    private String issue(String name, Role role, @Nullable UUID partnerId) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw ProblemException.field("name", "identity", "name-malformed", LONGEST_NAME);
        }
        if (list().stream()
                .anyMatch(token -> token.revokedAt() == null && token.name().equalsIgnoreCase(name))) {
            throw ProblemException.field("name", "identity", "token-name-taken", name);
        }
        var secret = "pv_" + Ids.token() + Ids.token();
        write(name, role, partnerId, secret);
        return secret;
    }

    /** For a secret made elsewhere; does nothing when it is already known. */
    @Transactional
    public void issueKnown(String name, Role role, String secret) {
        write(name, role, null, secret);
    }

    /** The same for a program of a partner. */
    @Transactional
    public void issueKnownForPartner(String name, UUID partnerId, String secret) {
        write(name, Role.PARTNER, partnerId, secret);
    }

    private void write(String name, Role role, @Nullable UUID partnerId, String secret) {
        var written = jdbc.sql("""
                        insert into identity.api_token (id, name, hash, role, scopes, created_at, partner_id)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (hash) do nothing""")
                .params(Arrays.asList(
                        Ids.next(),
                        name,
                        Sha256.of(secret),
                        role.name(),
                        role.scopes().stream().sorted().toArray(String[]::new),
                        clock.instant().atOffset(ZoneOffset.UTC),
                        partnerId))
                .update();
        if (written > 0) {
            audit.write("token-issued", name + " " + role);
            live.changed(TOPIC);
        }
    }

    @Transactional
    public void revoke(UUID id) {
        jdbc.sql("update identity.api_token set revoked_at = ? where id = ? and revoked_at is null")
                .params(clock.instant().atOffset(ZoneOffset.UTC), id)
                .update();
        audit.write("token-revoked", token(id).name());
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

    /** @throws ProblemException 404 */
    public ApiToken token(UUID id) {
        return list().stream()
                .filter(token -> token.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "identity", "unknown-token"));
    }

    Optional<ApiToken> find(String secret) {
        return known.get(Sha256.of(secret), this::use);
    }

    private Optional<ApiToken> use(String hash) {
        var found = jdbc.sql("""
                        select * from identity.api_token t where hash = :hash and revoked_at is null
                           and not exists (select from identity.partner p where p.id = t.partner_id and p.closed_at is not null)""").param("hash", hash).query(ApiTokens::read).optional();
        var now = clock.instant();
        found.filter(token -> token.lastUsedAt() == null
                        || token.lastUsedAt().plus(LAST_USE_PRECISION).isBefore(now))
                .ifPresent(token -> jdbc.sql("update identity.api_token set last_used_at = ? where id = ?")
                        .params(now.atOffset(ZoneOffset.UTC), token.id())
                        .update());
        return found;
    }

    private static ApiToken read(java.sql.ResultSet row, int index) throws java.sql.SQLException {
        var used = row.getTimestamp("last_used_at");
        var revoked = row.getTimestamp("revoked_at");
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                Set.copyOf(Arrays.asList((String[]) row.getArray("scopes").getArray())),
                row.getTimestamp("created_at").toInstant(),
                revoked == null ? null : revoked.toInstant(),
                used == null ? null : used.toInstant(),
                row.getObject("partner_id", UUID.class));
    }
}
