package fr.parvis.relations.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.relations.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final List<String> LANGUAGES = List.of("fr", "en", "ar");
    private static final List<String> TEXTS = List.of("Une crèche", "Mes déchets verts", "Où est le PARKING ?", "");

    private static final List<UUID> SITES =
            IntStream.range(0, 3).mapToObj(i -> new UUID(1, i)).toList();

    /** Everything about one case, drawn from a seed. */
    private static final class Drawn {
        final Random random;
        final Map<UUID, Assignment.Team> teams = new HashMap<>();
        final List<AssignmentRule> rules = new ArrayList<>();
        final AssignmentRule.Facts facts;

        Drawn(long seed) {
            random = new Random(seed);
            for (int t = 0; t < 1 + random.nextInt(3); t++) {
                var members = new ArrayList<Assignment.Member>();
                for (int m = 0; m < random.nextInt(5); m++) {
                    members.add(new Assignment.Member(
                            new UUID(t, m),
                            "Agent " + random.nextInt(3),
                            some(LANGUAGES),
                            some(SITES),
                            random.nextInt(4)));
                }
                var id = new UUID(2, t);
                teams.put(
                        id,
                        new Assignment.Team(
                                id,
                                "Équipe " + t,
                                maybe(SITES),
                                random.nextBoolean() ? null : 1 + random.nextInt(3),
                                members));
            }
            for (int r = 0; r < random.nextInt(5); r++) {
                // a team that is gone too
                rules.add(new AssignmentRule(
                        new UUID(3, r),
                        "Règle " + r,
                        maybe(List.of(Request.Kind.values())),
                        null,
                        maybe(LANGUAGES),
                        maybe(SITES),
                        maybe(List.of("F1", "F2")),
                        random.nextInt(3) > 0 ? List.of() : List.of("creche", "parki"),
                        new UUID(2, random.nextInt(4)),
                        random.nextBoolean()));
            }
            facts = new AssignmentRule.Facts(
                    one(List.of(Request.Kind.values())),
                    null,
                    one(LANGUAGES),
                    maybe(SITES),
                    maybe(List.of("F1", "F2")),
                    one(TEXTS));
        }

        <T> T one(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        <T> @Nullable T maybe(List<T> all) {
            return random.nextInt(3) > 0 ? null : one(all);
        }

        <T> Set<T> some(List<T> all) {
            var shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, random);
            return Set.copyOf(shuffled.subList(0, random.nextInt(all.size() + 1)));
        }

        boolean applies(AssignmentRule rule) {
            var team = teams.get(rule.team());
            return team != null && (team.site() == null || team.site().equals(facts.site())) && rule.holds(facts);
        }

        boolean mayHave(Assignment.Team team, Assignment.Member member) {
            return member.languages().contains(facts.language())
                    && (facts.site() == null
                            || member.sites().isEmpty()
                            || member.sites().contains(facts.site()))
                    && (team.mostOpen() == null || member.open() < team.mostOpen());
        }
    }

    @Test
    void the_first_rule_that_holds_decides_and_within_its_team_the_freest_who_can() {
        var given = 0;
        for (long seed = 0; seed < 5000; seed++) {
            var drawn = new Drawn(seed);
            var choice = Assignment.choose(drawn.rules, drawn.facts, drawn.teams);
            var first = drawn.rules.stream().filter(drawn::applies).findFirst();
            assertThat(choice.map(Assignment.Choice::rule)).as("seed %d", seed).isEqualTo(first);
            if (choice.isEmpty()) {
                continue;
            }
            var team = choice.get().team();
            var member = choice.get().member();
            var able = team.members().stream()
                    .filter(one -> first.get().toAgent() && drawn.mayHave(team, one))
                    .toList();
            assertThat(member == null).as("seed %d", seed).isEqualTo(able.isEmpty());
            if (member != null) {
                given++;
                assertThat(able)
                        .as("seed %d", seed)
                        .contains(member)
                        .allSatisfy(one -> assertThat(member.open()).isLessThanOrEqualTo(one.open()));
            }
        }
        assertThat(given).as("cases in which somebody was chosen").isGreaterThan(100);
    }

    @Test
    void the_order_in_which_people_are_listed_changes_nothing() {
        for (long seed = 0; seed < 1000; seed++) {
            var drawn = new Drawn(seed);
            var other = new HashMap<UUID, Assignment.Team>();
            drawn.teams.forEach((id, team) -> {
                var members = new ArrayList<>(team.members());
                Collections.reverse(members);
                other.put(id, new Assignment.Team(id, team.name(), team.site(), team.mostOpen(), members));
            });
            assertThat(Assignment.choose(drawn.rules, drawn.facts, other).map(Assignment.Choice::member))
                    .as("seed %d", seed)
                    .isEqualTo(Assignment.choose(drawn.rules, drawn.facts, drawn.teams)
                            .map(Assignment.Choice::member));
        }
    }

    @Test
    void a_word_of_a_rule_begins_a_word_whatever_the_accents() {
        assertThat(rule("crèche").holds(facts("Une place en CRECHE"))).isTrue();
        assertThat(rule("park").holds(facts("Un parking"))).isTrue();
        assertThat(rule("king").holds(facts("Un parking"))).isFalse();
        assertThat(rule("a.b").holds(facts("axb"))).isFalse();
    }

    private static AssignmentRule rule(String word) {
        return new AssignmentRule(
                new UUID(0, 0), "Essai", null, null, null, null, null, List.of(word), new UUID(0, 1), true);
    }

    private static AssignmentRule.Facts facts(String words) {
        return new AssignmentRule.Facts(Request.Kind.QUESTION, null, "fr", null, null, words);
    }
}
