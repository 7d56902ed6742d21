package fr.parvis.messaging.mail;

import fr.parvis.platform.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The access tokens of mailboxes, renewed before they end. They are kept sealed, for all instances; who renews one holds its row, since a
 * refresh token that was used twice is taken for a stolen one.
 */
@Component
public class AccessTokens {
    private static final Duration BEFORE_THE_END = Duration.ofMinutes(5);
    private static final int SHARE_OF_A_SHORT_LIFE = 5;

    /** @param until from then on it is renewed */
    public record Standing(Instant renewedAt, Instant until) {}

    private record Kept(String access, Instant until, String refresh) {}

    private final TokenEndpoint endpoint;
    private final JdbcClient jdbc;
    private final Sealer sealer;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AccessTokens(TokenEndpoint endpoint, JdbcClient jdbc, Sealer sealer, TransactionTemplate transaction, Clock clock) {
        this.endpoint = endpoint;
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @throws TokenProblem when there is none to be had */
    public String of(OAuthGrant grant) {
        return token(grant, null);
    }

    /** @throws TokenProblem when there is none to be had */
    public String insteadOf(String refused, OAuthGrant grant) {
        return token(grant, refused);
    }

    /** Empty before the first one. */
    public Optional<Standing> standing(UUID id) {
        return jdbc.sql("select renewed_at, until from messaging.mail_token where id = ? and access is not null")
                .param(id)
                .query((row, _) -> new Standing(
                        row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()))
                .optional();
    }

    public void forget(UUID id) {
        jdbc.sql("delete from messaging.mail_token where id = ?").param(id).update();
    }

    private String token(OAuthGrant grant, @Nullable String refused) {
        var kept = kept(grant).filter(one -> isGood(one, refused));
        return kept.isPresent()
                ? kept.get().access()
                : Objects.requireNonNull(transaction.execute(_ -> renewed(grant, refused)));
    }

    private boolean isGood(Kept one, @Nullable String refused) {
        return !one.access().equals(refused) && one.until().isAfter(clock.instant());
    }

    private String renewed(OAuthGrant grant, @Nullable String refused) {
        jdbc.sql("insert into messaging.mail_token (id, digest) values (?, ?) on conflict do nothing")
                .params(grant.id(), grant.digest())
                .update();
        jdbc.sql("select id from messaging.mail_token where id = ? for update")
                .param(grant.id())
                .query(UUID.class)
                .single();
        var before = kept(grant);
        if (before.filter(one -> isGood(one, refused)).isPresent()) {
            // another thread has just done it
            return before.get().access();
        }
        var refresh = before.map(Kept::refresh).filter(one -> !one.isEmpty()).orElse(grant.refresh());
        var tokens = endpoint.ask(grant, refresh);
        var next = tokens.refresh().isEmpty() || grant.refresh().isEmpty() ? refresh : tokens.refresh();
        var share = tokens.life().dividedBy(SHARE_OF_A_SHORT_LIFE);
        var now = clock.instant();
        var until = now.plus(tokens.life()).minus(share.compareTo(BEFORE_THE_END) < 0 ? share : BEFORE_THE_END);
        jdbc.sql("""
                        update messaging.mail_token set digest = ?, access = ?, refresh = ?, renewed_at = ?, until = ? where id = ?""")
                .params(
                        grant.digest(),
                        sealer.seal(tokens.access().getBytes(StandardCharsets.UTF_8), place(grant, "access")),
                        sealer.seal(next.getBytes(StandardCharsets.UTF_8), place(grant, "refresh")),
                        now.atOffset(ZoneOffset.UTC),
                        until.atOffset(ZoneOffset.UTC),
                        grant.id())
                .update();
        return tokens.access();
    }

    private Optional<Kept> kept(OAuthGrant grant) {
        return jdbc.sql(
                        "select access, refresh, until from messaging.mail_token where id = ? and digest = ? and access is not null")
                .params(grant.id(), grant.digest())
                .query((row, _) -> new Kept(
                        opened(row.getBytes(1), place(grant, "access")),
                        row.getTimestamp(3).toInstant(),
                        opened(row.getBytes(2), place(grant, "refresh"))))
                .optional();
    }

    private String opened(byte[] sealed, String place) {
        return new String(sealer.open(sealed, place), StandardCharsets.UTF_8);
    }

    private static String place(OAuthGrant grant, String what) {
        return "messaging.mail_token " + grant.id() + " " + what;
    }
}
