package fr.parvis.relations.usager;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything between one person and the organisation, on every channel, newest first. */
@Component
public class Timeline {
    public enum Kind {
        REQUEST,
        APPOINTMENT,
        VISIT,
        CALL,
        LETTER,
        MESSAGE,
        OPINION;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param at when it happened, or will
     * @param title what it is about, in one line
     * @param state how it stands, in a word or two
     * @param open whether something is still to come of it
     * @param link to the page of it; null when it has none
     * @param source who says so: the module's name
     */
    public record Entry(
            Instant at,
            Channel channel,
            Kind kind,
            String title,
            String state,
            boolean open,
            @Nullable String link,
            String source) {}

    /** @param channel null for all, as the kind */
    public record Filter(
            @Nullable Channel channel, @Nullable Kind kind) {
        public static final Filter ALL = new Filter(null, null);

        boolean lets(Entry entry) {
            return (channel == null || channel == entry.channel()) && (kind == null || kind == entry.kind());
        }
    }

    private final List<TimelineSource> sources;
    private final Usagers usagers;

    Timeline(List<TimelineSource> sources, Usagers usagers) {
        this.sources = sources;
        this.usagers = usagers;
    }

    public List<Entry> of(Usager usager, Locale locale) {
        return sources.stream()
                .flatMap(source -> source.of(usager, usager.ids(), usager.contacts(), locale).stream())
                // a visit may be told by its appointment and by its ticket
                .collect(Collectors.toMap(
                        one -> one.kind() == Kind.VISIT ? one.at() + one.title() : one,
                        one -> one,
                        (one, other) -> one.link() != null ? one : other,
                        LinkedHashMap::new))
                .values()
                .stream()
                .sorted(Comparator.comparing(Entry::at).reversed().thenComparing(Entry::title))
                .toList();
    }

    public static List<Entry> filtered(Collection<Entry> all, Filter filter) {
        return all.stream().filter(filter::lets).toList();
    }

    /** What matters now: whatever is open, the soonest or oldest first; otherwise the last that happened. */
    public static List<Entry> now(Collection<Entry> all, int most) {
        var open = all.stream()
                .filter(Entry::open)
                .filter(one -> one.kind() != Kind.MESSAGE && one.kind() != Kind.LETTER)
                .sorted(Comparator.comparing(Entry::at))
                .limit(most)
                .toList();
        return open.isEmpty()
                ? all.stream().max(Comparator.comparing(Entry::at)).stream().toList()
                : open;
    }

    /** The last that has happened; empty when nothing has. */
    public static Optional<Entry> last(Collection<Entry> all, Instant now) {
        return all.stream().filter(one -> !one.at().isAfter(now)).max(Comparator.comparing(Entry::at));
    }

    /** Whoever a reference is about, if a sheet tells of them. */
    public List<Usager> behind(String reference) {
        return sources.stream()
                .flatMap(source -> source.holder(reference).stream())
                .flatMap(holder -> holder.usagerIds().isEmpty()
                        ? usagers.known(holder).stream()
                        : usagers.all(holder.usagerIds()).stream())
                .distinct()
                .toList();
    }
}
