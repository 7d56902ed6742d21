package fr.parvis.appointments.moves;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Agendas;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.ExactMoves;
import fr.parvis.appointments.FreePlaces;
import fr.parvis.appointments.moves.MoveLine.Choice;
import fr.parvis.appointments.moves.MoveLine.State;
import fr.parvis.appointments.moves.MoveLine.Target;
import fr.parvis.appointments.slots.SlotSearch.Place;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.platform.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds places: for all the appointments of a move at once, and for one of them beside the others. */
@Component
class Planner {
    private final MoveTables tables;
    private final ExactMoves exact;
    private final Agendas agendas;
    private final Directory directory;

    Planner(MoveTables tables, ExactMoves exact, Agendas agendas, Directory directory) {
        this.tables = tables;
        this.exact = exact;
        this.agendas = agendas;
        this.directory = directory;
    }

    /** A line for each of them, in their order. */
    List<MoveLine> propose(Move move, List<Appointment> leaving) {
        var own = directory.site(move.siteId());
        var taken = exact.places(leaving.stream().map(Appointment::id).toList());
        var all = leaving.stream().filter(one -> taken.containsKey(one.id())).toList();
        var picked = picked(move, all);
        var shut = shut(
                move.cause(),
                own,
                all.stream()
                        .filter(one -> picked.contains(one.id()))
                        .map(one -> Objects.requireNonNull(taken.get(one.id())))
                        .toList());
        var here = new Options(free(all, List.of(own)), shut);
        var found = solve(all, taken, one -> here.here(one, own));
        if (found.size() < all.size()) {
            var others = directory.sites().stream()
                    .filter(site -> !site.id().equals(own.id()))
                    .toList();
            var far = new Options(free(all, others), shut);
            found = solve(all, taken, one -> {
                var options = new ArrayList<>(here.here(one, own));
                options.addAll(far.elsewhere(one, own, others));
                return options;
            });
        }
        var lines = new ArrayList<MoveLine>();
        for (var one : all) {
            var to = found.get(one.id());
            lines.add(new MoveLine(
                    Ids.next(),
                    move.id(),
                    one.id(),
                    new Target(one.siteId(), Objects.requireNonNull(taken.get(one.id()))),
                    picked.contains(one.id()),
                    to == null ? Choice.NONE : Choice.PLACE,
                    to,
                    State.PROPOSED,
                    null,
                    null,
                    null));
        }
        return lines;
    }

    /** Those that somebody has picked, in this move or in an earlier one that has found nothing for them. */
    private Set<UUID> picked(Move move, List<Appointment> all) {
        var ids = all.stream().map(Appointment::id).toList();
        return move.cause() instanceof Cause.Chosen
                ? Set.copyOf(ids)
                : tables.openOf(ids).stream()
                        .filter(MoveLine::picked)
                        .map(MoveLine::appointmentId)
                        .collect(Collectors.toSet());
    }

    FreePlaces free(Collection<Appointment> leaving, Collection<Site> sites) {
        return exact.free(
                leaving.stream().map(Appointment::id).toList(),
                leaving.stream().map(Appointment::serviceId).distinct().toList(),
                sites);
    }

    private interface OptionsOf {
        List<Option> of(Appointment one);
    }

    /** Where they go; those that go nowhere are not in it. */
    private static Map<UUID, Target> solve(List<Appointment> all, Map<UUID, Place> taken, OptionsOf options) {
        return targets(all.stream()
                .map(one ->
                        new Hit(one.id(), one.people(), Objects.requireNonNull(taken.get(one.id())), options.of(one)))
                .toList());
    }

    private static Map<UUID, Target> targets(List<Hit> hits) {
        var targets = new HashMap<UUID, Target>();
        for (var placed : MoveSolver.solve(hits)) {
            var option = placed.option();
            if (option != null) {
                targets.put(placed.hit().id(), new Target(option.siteId(), option.place()));
            }
        }
        return targets;
    }

    /**
     * The places that were chosen, as far as they can still be had: at other agendas if need be, and not at all where somebody has taken
     * them meanwhile.
     */
    Map<UUID, Target> still(Move move, List<MoveLine> lines, Map<UUID, Appointment> appointments, FreePlaces free) {
        var own = directory.site(move.siteId());
        var options = new Options(free, shut(move.cause(), own, picked(lines)));
        return targets(lines.stream()
                .map(line -> {
                    var one = Objects.requireNonNull(appointments.get(line.appointmentId()));
                    return new Hit(one.id(), one.people(), line.from().place(), same(line, one, options));
                })
                .toList());
    }

    private List<Option> same(MoveLine line, Appointment one, Options options) {
        var to = line.to();
        if (to == null) {
            return List.of();
        }
        var site = directory.site(to.siteId());
        return options.places(one, site, to.start().atZone(site.zone()).toLocalDate()).stream()
                .filter(place -> place.during().from().equals(to.start()))
                // the very agendas that were shown, when they are free
                .map(place -> new Option(
                        to.siteId(),
                        place,
                        new Burden(
                                line.isElsewhere() ? one.people() : 0,
                                0,
                                0,
                                place.agendas().equals(to.place().agendas()) ? 0 : 1)))
                .toList();
    }

    /** What is free on a day for one line of a move, beside what the others take or are to take; one place for each start. */
    List<Place> free(Move move, MoveLine line, Appointment one, List<MoveLine> lines, Site site, LocalDate day) {
        var own = directory.site(move.siteId());
        var all = lines.stream().map(MoveLine::appointmentId).toList();
        var options = new Options(
                exact.free(all, List.of(one.serviceId()), List.of(site)), shut(move.cause(), own, picked(lines)));
        var others = new Occupied();
        for (var other : lines) {
            if (!other.id().equals(line.id())) {
                var to = other.to();
                if (to == null || other.isElsewhere()) {
                    others.add(other.from().place());
                }
                if (to != null) {
                    others.add(to.place());
                }
            }
        }
        var starts = new LinkedHashMap<Instant, Place>();
        options.places(one, site, day).stream()
                .filter(others::leaves)
                .forEach(place -> starts.putIfAbsent(place.during().from(), place));
        return List.copyOf(starts.values());
    }

    private static List<Place> picked(List<MoveLine> lines) {
        return lines.stream()
                .filter(MoveLine::picked)
                .map(line -> line.from().place())
                .toList();
    }

    /** @param picked what those take that must leave although their agendas receive */
    private Shut shut(Cause cause, Site site, Collection<Place> picked) {
        var shut = new HashMap<UUID, List<Stretch>>();
        if (cause instanceof Cause.Away away) {
            shut.computeIfAbsent(away.agendaId(), _ -> new ArrayList<>()).add(away.during());
        }
        if (!picked.isEmpty()) {
            var receiving = agendas.at(site).stream()
                    .filter(agenda -> agenda.resource() == null)
                    .map(Agenda::id)
                    .collect(Collectors.toSet());
            for (var place : picked) {
                place.agendas().stream()
                        .filter(receiving::contains)
                        .forEach(agenda -> shut.computeIfAbsent(agenda, _ -> new ArrayList<>())
                                .add(place.during()));
            }
        }
        return new Shut(shut);
    }
}
