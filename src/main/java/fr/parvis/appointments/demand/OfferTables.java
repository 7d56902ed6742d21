package fr.parvis.appointments.demand;

import static fr.parvis.appointments.demand.WishTables.ids;
import static fr.parvis.appointments.demand.WishTables.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for offers. */
@Repository
class OfferTables {
    /** One that was sent to somebody; neither is known once personal data are erased. */
    record Sent(UUID id, @Nullable String email, @Nullable String phone) {}

    private final JdbcClient jdbc;

    OfferTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Offer offer, UUID organisationId) {
        jdbc.sql("""
                        insert into appointments.offer (id, organisation_id, wish_id, site_id, appointment_id, token, starts_at, offered_at, until)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        offer.id(),
                        organisationId,
                        offer.wishId(),
                        offer.siteId(),
                        offer.heldId(),
                        offer.token(),
                        utc(offer.start()),
                        utc(offer.offeredAt()),
                        utc(offer.until()))
                .update();
    }

    void end(UUID id, Offer.State state, Instant now) {
        jdbc.sql("update appointments.offer set state = ?, ended_at = ? where id = ?")
                .params(state.code(), utc(now), id)
                .update();
    }

    Optional<Offer> find(UUID id) {
        return jdbc.sql("select * from appointments.offer where id = ?")
                .param(id)
                .query(OfferTables::read)
                .optional();
    }

    Optional<Offer> findByToken(String token) {
        return jdbc.sql("select * from appointments.offer where token = ?")
                .param(token)
                .query(OfferTables::read)
                .optional();
    }

    Optional<Offer> openOf(UUID wishId) {
        return jdbc.sql("select * from appointments.offer where wish_id = ? and state = 'open'")
                .param(wishId)
                .query(OfferTables::read)
                .optional();
    }

    /** Newest first. */
    List<Offer> of(UUID wishId) {
        return jdbc.sql("select * from appointments.offer where wish_id = ? order by offered_at desc, id")
                .param(wishId)
                .query(OfferTables::read)
                .list();
    }

    /** Unanswered when their time had come. */
    List<Offer> passed(Instant now) {
        return jdbc.sql("select * from appointments.offer where state = 'open' and until <= ? order by until, id")
                .param(utc(now))
                .query(OfferTables::read)
                .list();
    }

    /** By wish, where and when it was offered something that was turned down or not answered. */
    Map<UUID, Set<LineMatcher.Moment>> refused(Collection<UUID> wishes, Instant startingAfter) {
        var refused = new HashMap<UUID, Set<LineMatcher.Moment>>();
        jdbc.sql("""
                        select wish_id, site_id, starts_at from appointments.offer
                         where wish_id = any (?) and starts_at > ? and state in ('declined', 'lapsed')""").params(ids(wishes), utc(startingAfter)).query(row -> {
            refused.computeIfAbsent(row.getObject(1, UUID.class), _ -> new HashSet<>())
                    .add(new LineMatcher.Moment(
                            row.getObject(2, UUID.class), row.getTimestamp(3).toInstant()));
        });
        return refused;
    }

    /** The wishes that have an open one. */
    Set<UUID> open() {
        return Set.copyOf(jdbc.sql("select wish_id from appointments.offer where state = 'open'")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
    }

    /** What was offered since then, and where it was sent to. */
    List<Sent> sent(Instant since) {
        return jdbc.sql("""
                        select o.id, w.email, w.phone from appointments.offer o join appointments.wish w on w.id = o.wish_id
                         where o.offered_at >= ?""")
                .param(utc(since))
                .query((row, _) ->
                        new Sent(row.getObject(1, UUID.class), row.getString("email"), row.getString("phone")))
                .list();
    }

    private static Offer read(ResultSet row, int index) throws SQLException {
        return new Offer(
                row.getObject("id", UUID.class),
                row.getObject("wish_id", UUID.class),
                row.getObject("site_id", UUID.class),
                row.getObject("appointment_id", UUID.class),
                row.getString("token"),
                Offer.State.of(row.getString("state")),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("offered_at").toInstant(),
                row.getTimestamp("until").toInstant());
    }
}
