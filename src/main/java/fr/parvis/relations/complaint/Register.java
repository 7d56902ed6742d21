package fr.parvis.relations.complaint;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Request;
import fr.parvis.relations.Satisfaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The register of complaints: no person's name, address or word is in it. Nobody finds a complaint about themselves. */
@Component("complaintRegister")
public class Register {
    private static final int MOST = 2000;

    /**
     * @param open null for both
     * @param inTime null for both
     * @param days received within so many days; 0 for all
     */
    public record Filter(
            @Nullable UUID category,
            @Nullable UUID cause,
            @Nullable UUID site,
            @Nullable Boolean open,
            @Nullable Boolean inTime,
            int days) {}

    /**
     * @param answeredOn null while it is open
     * @param workingDays to the answer; null while it is open
     * @param inTime whether the promise was kept, or can still be
     * @param score of the satisfaction, from 1 to 5; null when nothing was said
     */
    public record Line(
            UUID id,
            String reference,
            @Nullable UUID category,
            @Nullable UUID cause,
            @Nullable UUID site,
            @Nullable UUID service,
            Request.State state,
            LocalDate receivedOn,
            LocalDate dueOn,
            @Nullable LocalDate answeredOn,
            @Nullable Integer workingDays,
            boolean inTime,
            @Nullable Boolean responsible,
            @Nullable Integer score) {
        public boolean isAnswered() {
            return answeredOn != null && state != Request.State.WITHDRAWN && state != Request.State.UNANSWERED;
        }
    }

    /**
     * @param median of the working days to an answer; null while there is none
     * @param onTime among the answered
     * @param scored how many said whether they were satisfied
     * @param satisfied of them, 4 or 5 of 5
     */
    public record Figures(
            int all, int open, int answered, @Nullable Double median, int onTime, int scored, int satisfied) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final OfficeDays days;
    private final Satisfaction satisfaction;

    Register(JdbcClient jdbc, Directory directory, OfficeDays days, Satisfaction satisfaction) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.days = days;
        this.satisfaction = satisfaction;
    }

    /** Newest first. */
    public List<Line> lines(Filter filter) {
        var caller = Caller.current().orElseThrow();
        var values = new HashMap<String, Object>();
        values.put("me", caller.id());
        values.put("organisation", directory.organisation().id());
        values.put("anywhere", caller.sites().isEmpty());
        values.put("sites", caller.sites().toArray(UUID[]::new));
        values.put("category", filter.category());
        values.put("cause", filter.cause());
        values.put("site", filter.site());
        values.put("open", filter.open());
        values.put("since", filter.days() == 0 ? null : days.today().minusDays(filter.days()));
        values.put("most", MOST);
        var found = jdbc.sql("""
                        select r.*, c.category_id, c.cause_id, c.service_id, c.responsible
                          from relations.request r join relations.complaint c on c.request_id = r.id
                         where r.organisation_id = :organisation and r.kind = 'COMPLAINT' and r.merged_into_id is null
                           and r.accused_id is distinct from :me and (:anywhere or r.site_id is null or r.site_id = any (:sites))
                           and (:category::uuid is null or c.category_id = :category) and (:cause::uuid is null or c.cause_id = :cause)
                           and (:site::uuid is null or r.site_id = :site)
                           and (:open::boolean is null or (r.closed_at is null) = :open)
                           and (:since::date is null or r.received_on >= :since)
                         order by r.received_at desc, r.id limit :most""").params(values).query(this::read).list();
        var scores = satisfaction.scores(found.stream().map(Line::id).toList());
        return found.stream()
                .filter(line -> filter.inTime() == null || filter.inTime() == line.inTime())
                .map(line -> scored(line, scores.get(line.id())))
                .toList();
    }

    private Line read(ResultSet row, int index) throws SQLException {
        var received = row.getObject("received_on", LocalDate.class);
        var due = row.getObject("due_on", LocalDate.class);
        Timestamp closed = row.getTimestamp("closed_at");
        var answered = closed == null
                ? null
                : closed.toInstant()
                        .atOffset(ZoneOffset.UTC)
                        .atZoneSameInstant(directory.zone())
                        .toLocalDate();
        return new Line(
                row.getObject("id", UUID.class),
                row.getString("reference"),
                row.getObject("category_id", UUID.class),
                row.getObject("cause_id", UUID.class),
                row.getObject("site_id", UUID.class),
                row.getObject("service_id", UUID.class),
                Request.State.valueOf(row.getString("state")),
                received,
                due,
                answered,
                answered == null ? null : days.between(null, received, answered),
                !Objects.requireNonNullElse(answered, days.today()).isAfter(due),
                row.getObject("responsible", Boolean.class),
                null);
    }

    private static Line scored(Line line, @Nullable Integer score) {
        return new Line(
                line.id(),
                line.reference(),
                line.category(),
                line.cause(),
                line.site(),
                line.service(),
                line.state(),
                line.receivedOn(),
                line.dueOn(),
                line.answeredOn(),
                line.workingDays(),
                line.inTime(),
                line.responsible(),
                score);
    }

    public static Figures figures(List<Line> lines) {
        var answered = lines.stream().filter(Line::isAnswered).toList();
        var sorted = answered.stream()
                .map(Line::workingDays)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        var n = sorted.size();
        Double median = n == 0 ? null : (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2.0;
        var scores = lines.stream().map(Line::score).filter(Objects::nonNull).toList();
        return new Figures(
                lines.size(),
                (int) lines.stream().filter(line -> line.state().isOpen()).count(),
                n,
                median,
                (int) answered.stream().filter(Line::inTime).count(),
                scores.size(),
                (int) scores.stream().filter(score -> score >= 4).count());
    }

    /** Of each category, or of each cause, that some complaint has. */
    public static Map<UUID, Figures> by(List<Line> lines, Function<Line, @Nullable UUID> what) {
        return lines.stream()
                .filter(line -> what.apply(line) != null)
                .collect(Collectors.groupingBy(
                        line -> Objects.requireNonNull(what.apply(line)),
                        Collectors.collectingAndThen(Collectors.toList(), Register::figures)));
    }
}
