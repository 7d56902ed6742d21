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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for offers. */
@Repository
class OfferTables {
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

    /** By wish, where and when it was ever offered something that was not taken. */
    Map<UUID, Set<LineMatcher.Moment>> refused(Collection<UUID> wishes, Instant startingAfter) {
        var refused = new HashMap<UUID, Set<LineMatcher.Moment>>();
        jdbc.sql("select wish_id, site_id, starts_at from appointments.offer where wish_id = any (?) and starts_at > ?")
                .params(ids(wishes), utc(startingAfter))
                .query(row -> {
                    refused.computeIfAbsent(row.getObject(1, UUID.class), _ -> new HashSet<>())
                            .add(new LineMatcher.Moment(
                                    row.getObject(2, UUID.class),
                                    row.getTimestamp(3).toInstant()));
                });
        return refused;
    }

    /** Those who wait and may be offered nothing now: one is open, or they have had as many as that since then, on whatever line. */
    Set<UUID> resting(Instant since, int most) {
        return Set.copyOf(jdbc.sql("""
                        select w.id from appointments.wish w
                         where w.state = 'waiting'
                           and (exists (select from appointments.offer o where o.wish_id = w.id and o.state = 'open')
                             or ? <= (select count(*) from appointments.offer o join appointments.wish other on other.id = o.wish_id
                                       where o.offered_at >= ? and (other.id = w.id or lower(other.email) = lower(w.email) or other.phone = w.phone)))""")
                .params(most, utc(since))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
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
