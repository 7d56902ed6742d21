package fr.parvis.queue.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.Ids;
import fr.parvis.platform.ParvisSettings;
import fr.parvis.platform.Sha256;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.queue.OwnKiosks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.WebUtils;

/** Known by a cookie of which only the SHA-256 is kept. One that nobody has used for a year is none of ours any more. */
@Component
class InstalledKiosks implements OwnKiosks {
    static final String COOKIE = "parvis-borne";
    static final Duration LASTS = Duration.ofDays(365);
    private static final Duration SEEN_PRECISION = Duration.ofHours(1);
    private static final int LONGEST_NAME = 80;

    record Kiosk(UUID id, String name, Instant installedAt, Instant lastSeen) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;
    private final ParvisSettings settings;
    private final Clock clock;

    InstalledKiosks(JdbcClient jdbc, Directory directory, AuditLog audit, ParvisSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public boolean areAsking(Site site, HttpServletRequest request) {
        return hash(request).filter(hash -> isOf(site, hash)).isPresent();
    }

    private boolean isOf(Site site, String hash) {
        var seen = jdbc.sql("select last_seen from queue.kiosk where hash = ? and site_id = ? and last_seen > ?")
                .params(hash, site.id(), utc(clock.instant().minus(LASTS)))
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .optional();
        seen.filter(last -> last.plus(SEEN_PRECISION).isBefore(clock.instant()))
                .ifPresent(_ -> jdbc.sql("update queue.kiosk set last_seen = ? where hash = ?")
                        .params(utc(clock.instant()), hash)
                        .update());
        return seen.isPresent();
    }

    /** What a kiosk knows itself by lasts another year. */
    void renew(Site site, HttpServletRequest request, HttpServletResponse response) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie != null && areAsking(site, request)) {
            remember(cookie.getValue(), request, response);
        }
    }

    /** By name. */
    List<Kiosk> at(Site site) {
        return jdbc.sql("select * from queue.kiosk where site_id = ? order by lower(name)")
                .param(site.id())
                .query((row, _) -> new Kiosk(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getTimestamp("installed_at").toInstant(),
                        row.getTimestamp("last_seen").toInstant()))
                .list();
    }

    /**
     * Makes a kiosk of this site of the browser that asks, whatever kiosk it was before.
     *
     * @throws ProblemException 400 without a name, or with that of another kiosk here
     */
    @Transactional
    public void install(Site site, String name, HttpServletRequest request, HttpServletResponse response) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw ProblemException.field("name", "queue", "kiosk-name-malformed", LONGEST_NAME);
        }
        hash(request).ifPresent(hash -> retire("hash = ?", hash));
        var secret = Ids.token() + Ids.token();
        var now = utc(clock.instant());
        var written = jdbc.sql("""
                        insert into queue.kiosk (id, site_id, name, hash, installed_at, last_seen)
                        values (?, ?, ?, ?, ?, ?) on conflict (site_id, lower(name)) do nothing""")
                .params(Ids.next(), site.id(), name, Sha256.of(secret), now, now)
                .update();
        if (written == 0) {
            throw ProblemException.field("name", "queue", "kiosk-name-taken", name);
        }
        audit.write("kiosk-installed", subject(site, name));
        remember(secret, request, response);
    }

    /** It is one browser among all others at once. */
    @Transactional
    public void retire(Site site, UUID id) {
        retire("id = ? and site_id = ?", id, site.id());
    }

    private void retire(String which, Object... keys) {
        jdbc.sql("delete from queue.kiosk where " + which + " returning site_id, name")
                .params(List.of(keys))
                .query((row, _) -> subject(directory.site(row.getObject("site_id", UUID.class)), row.getString("name")))
                .list()
                .forEach(gone -> audit.write("kiosk-retired", gone));
    }

    private static String subject(Site site, String name) {
        return site.name() + " · " + name;
    }

    private static Optional<String> hash(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE)).map(cookie -> Sha256.of(cookie.getValue()));
    }

    private void remember(String secret, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, secret)
                        .path(request.getContextPath() + "/borne")
                        .httpOnly(true)
                        .secure(settings.secureCookies())
                        .sameSite("Strict")
                        .maxAge(LASTS)
                        .build()
                        .toString());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
