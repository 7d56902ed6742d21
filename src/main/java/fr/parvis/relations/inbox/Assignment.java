package fr.parvis.relations.inbox;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who gets what comes in: the team of the first rule that holds, and among those of it who speak the person's language the one
 * with the fewest open requests. Nobody rather than somebody who has too many or would not understand: the team sees it all the same.
 */
public final class Assignment {
    /** @param sites where they may act; empty for everywhere */
    public record Member(UUID account, String name, Set<String> languages, Set<UUID> sites, int open) {
        boolean mayActAt(@Nullable UUID site) {
            return site == null || sites.isEmpty() || sites.contains(site);
        }
    }

    /**
     * @param site null when it receives requests of all
     * @param mostOpen that one of them is given; null for no bound
     */
    public record Team(
            UUID id,
            String name,
            @Nullable UUID site,
            @Nullable Integer mostOpen,
            Collection<Member> members) {}

    /** @param byLanguage whether only those who speak the language were looked at */
    public record Choice(
            AssignmentRule rule, Team team, @Nullable Member member, boolean byLanguage) {}

    private Assignment() {}

    /** @param rules in order */
    public static Optional<Choice> choose(
            List<AssignmentRule> rules, AssignmentRule.Facts facts, Map<UUID, Team> teams) {
        for (var rule : rules) {
            var team = teams.get(rule.team());
            if (team != null && (team.site() == null || team.site().equals(facts.site())) && rule.holds(facts)) {
                return Optional.of(within(rule, team, facts));
            }
        }
        return Optional.empty();
    }

    private static Choice within(AssignmentRule rule, Team team, AssignmentRule.Facts facts) {
        if (!rule.toAgent()) {
            return new Choice(rule, team, null, false);
        }
        var here = team.members().stream()
                .filter(member -> member.mayActAt(facts.site()))
                .toList();
        var speakers = here.stream()
                .filter(member -> member.languages().contains(facts.language()))
                .toList();
        var byLanguage = speakers.size() < here.size();
        var most = team.mostOpen() == null ? Integer.MAX_VALUE : team.mostOpen();
        var chosen = speakers.stream()
                .filter(member -> member.open() < most)
                .min(Comparator.comparingInt(Member::open)
                        .thenComparing(Member::name)
                        .thenComparing(Member::account));
        return new Choice(rule, team, chosen.orElse(null), byLanguage && chosen.isPresent());
    }
}
