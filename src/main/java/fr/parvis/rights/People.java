package fr.parvis.rights;

import fr.parvis.platform.ReadableCode;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.rights.PersonName;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Reach;
import fr.parvis.platform.rights.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is meant, by everything that is kept anywhere. A row is somebody's when it says so by an id, or when it has one of their reaches and their
 * name: a family shares a telephone. A row without a name is theirs only where nobody else is reached.
 */
@Component
@Transactional
public class People {
    private static final int MOST_ROUNDS = 20;

    /**
     * @param typed an e-mail address, a telephone, a reference or the id of a sheet
     * @param names which of the people who share an address; empty when there is one
     * @param shared also what bears no name at an address that others share
     */
    public record Search(String typed, List<String> names, boolean shared) {
        public static Search of(String typed) {
            return new Search(typed, List.of(), false);
        }
    }

    /** What a search comes to. */
    public sealed interface Result {}

    public record Nobody() implements Result {}

    /** Somebody else than the caller has to act for them. */
    public record ForSomebodyElse() implements Result {}

    /** @param names one of each: which of them is meant is for people to say */
    public record Several(List<String> names) implements Result {}

    /**
     * @param others names of those with whom a reach is shared
     * @param doubtful how many things without a name stand at a shared reach, and are left alone
     */
    public record Found(Person person, List<String> others, int doubtful) implements Result {
        /** As the person is asked for when they are to be erased. */
        public String name() {
            return person.names().stream()
                    .map(PersonName::shown)
                    .findFirst()
                    .or(() -> person.references().stream().sorted().findFirst())
                    .or(() -> person.reaches().stream().map(Reach::value).findFirst())
                    .orElse("?");
        }
    }

    private final List<PersonalDataHolder> holders;

    People(List<PersonalDataHolder> holders) {
        this.holders = List.copyOf(holders);
    }

    public Result find(Search search) {
        var start = start(search.typed());
        var first = traces(start);
        if (first.isEmpty() && start.reaches().isEmpty()) {
            return new Nobody();
        }
        var chosen = search.names().stream().map(PersonName::of).toList();
        if (chosen.isEmpty()) {
            var seen = start.reaches().isEmpty() ? List.<PersonName>of() : different(first);
            if (seen.size() > 1) {
                return new Several(seen.stream().map(PersonName::shown).sorted().toList());
            }
            chosen = start.reaches().isEmpty() ? named(first) : seen;
        }
        var found = follow(start, chosen, search.shared());
        if (holders.stream().anyMatch(one -> one.isForSomebodyElse(found.person()))) {
            return new ForSomebodyElse();
        }
        return found.person().ids().isEmpty()
                        && holders.stream()
                                .allMatch(one -> one.find(found.person()).isEmpty())
                ? new Nobody()
                : found;
    }

    private static Person start(String typed) {
        var text = typed.strip();
        var reaches = new LinkedHashSet<Reach>();
        var ids = new LinkedHashSet<UUID>();
        var references = new LinkedHashSet<String>();
        if (text.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            ids.add(UUID.fromString(text));
        } else {
            Reach.of(text).ifPresent(reaches::add);
            if (reaches.isEmpty()) {
                references.addAll(references(text));
            }
        }
        return new Person(Set.of(), reaches, reaches, ids, references);
    }

    /** As it was typed, and as references of appointments and of requests are written. */
    private static List<String> references(String text) {
        var code = ReadableCode.copied(text.replaceFirst("(?i)^\\s*PRV", ""));
        var all = new ArrayList<String>();
        all.add(text.toUpperCase(Locale.ROOT));
        all.add(code);
        for (var first = 3; first <= 4 && code.length() > first; first++) {
            all.add("PRV-" + code.substring(0, first) + "-" + code.substring(first));
        }
        return all;
    }

    private List<Trace> traces(Person person) {
        return holders.stream().flatMap(one -> one.traces(person).stream()).toList();
    }

    private static List<PersonName> named(Collection<Trace> traces) {
        return traces.stream().flatMap(one -> one.names().stream()).distinct().toList();
    }

    /** One name of each: all names of one sheet are one person, and of those that are like each other the longest is told. */
    private static List<PersonName> different(Collection<Trace> traces) {
        var told = new ArrayList<PersonName>();
        var seen = new ArrayList<PersonName>();
        traces.stream()
                .filter(one -> !one.names().isEmpty())
                .sorted(Comparator.comparing((Trace one) -> !one.sheet())
                        .thenComparing(one -> -longest(one).words().size()))
                .forEach(one -> {
                    if (one.names().stream().noneMatch(name -> name.isLikeAny(seen))) {
                        told.add(longest(one));
                    }
                    seen.addAll(one.names());
                });
        return told;
    }

    private static PersonName longest(Trace trace) {
        return trace.names().stream()
                .max(Comparator.comparingInt(name -> name.words().size()))
                .orElseThrow();
    }

    private static final class Known {
        private final Set<PersonName> names = new LinkedHashSet<>();
        private final Set<Reach> reaches = new LinkedHashSet<>();
        private final Set<UUID> ids = new LinkedHashSet<>();
        private final Set<String> references = new LinkedHashSet<>();

        Person person(Set<Reach> own) {
            return new Person(Set.copyOf(names), Set.copyOf(reaches), own, Set.copyOf(ids), Set.copyOf(references));
        }

        int size() {
            return names.size() + reaches.size() + ids.size() + references.size();
        }

        boolean owns(Trace trace) {
            return trace.ids().stream().anyMatch(ids::contains)
                    || trace.owner().stream().anyMatch(ids::contains)
                    || trace.references().stream().anyMatch(references::contains);
        }

        boolean isReachedBy(Trace trace) {
            return trace.reaches().stream().anyMatch(reaches::contains);
        }

        boolean isNamedBy(Trace trace) {
            return trace.names().stream().anyMatch(name -> name.isLikeAny(names));
        }

        void take(Trace trace) {
            ids.addAll(trace.ids());
            references.addAll(trace.references());
            if (trace.sheet()) {
                names.addAll(trace.names());
            }
            if (trace.sheet() || isNamedBy(trace)) {
                ids.addAll(trace.owner());
                reaches.addAll(trace.reaches());
            }
        }
    }

    private Found follow(Person start, Collection<PersonName> names, boolean withShared) {
        var known = new Known();
        known.names.addAll(names);
        known.reaches.addAll(start.reaches());
        known.ids.addAll(start.ids());
        known.references.addAll(start.references());
        List<Trace> all = List.of();
        Set<Reach> own = Set.of();
        for (int round = 0, before = -1; round < MOST_ROUNDS && known.size() != before; round++) {
            before = known.size();
            all = traces(known.person(known.reaches));
            for (var trace : all) {
                if (known.owns(trace) || known.isReachedBy(trace) && known.isNamedBy(trace)) {
                    known.take(trace);
                }
            }
            own = withShared ? Set.copyOf(known.reaches) : own(known, all);
            for (var trace : all) {
                if (trace.names().isEmpty() && trace.reaches().stream().anyMatch(own::contains)) {
                    known.ids.addAll(trace.ids());
                    known.references.addAll(trace.references());
                }
            }
        }
        var others = new LinkedHashMap<String, String>();
        var doubtful = 0;
        for (var trace : all) {
            if (known.isReachedBy(trace) && !known.owns(trace)) {
                if (trace.names().isEmpty()) {
                    doubtful++;
                }
                trace.names().forEach(name -> others.putIfAbsent(String.join(" ", name.words()), name.shown()));
            }
        }
        return new Found(ordered(known, own), List.copyOf(others.values()), doubtful);
    }

    private static Person ordered(Known known, Set<Reach> own) {
        return new Person(
                new LinkedHashSet<>(known.names),
                new LinkedHashSet<>(known.reaches),
                own,
                new LinkedHashSet<>(known.ids),
                new LinkedHashSet<>(known.references));
    }

    /** Those at which nobody of another name is known. */
    private static Set<Reach> own(Known known, List<Trace> all) {
        var own = new LinkedHashSet<>(known.reaches);
        for (var trace : all) {
            if (!trace.names().isEmpty() && !known.owns(trace) && !known.isNamedBy(trace)) {
                own.removeAll(trace.reaches());
            }
        }
        return own;
    }

    /** Of each kind, how much is kept of them. */
    public Map<String, Integer> counts(Person person) {
        var counts = new LinkedHashMap<String, Integer>();
        holders.forEach(one -> one.find(person).forEach(held -> counts.merge(held.kind(), 1, Integer::sum)));
        return counts;
    }
}
