package fr.parvis.relations.usager;

import static fr.parvis.relations.usager.UsagersIT.atTheCounter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nothing is lost by a merge, nor by taking it back. */
@ParvisTest
class MergesIT {
    @Autowired
    Town town;

    @Autowired
    Usagers usagers;

    @Autowired
    Merges merges;

    @Autowired
    KnownFacts facts;

    @Autowired
    Representatives representatives;

    @Autowired
    Consents consents;

    @Autowired
    JdbcClient jdbc;

    private final UUID agent = Ids.next();

    /** Everything that the sheet of one person shows. */
    private record Sheet(
            Usager usager,
            List<Consent> consents,
            List<KnownFact> facts,
            List<Representative> representatives,
            List<UUID> household) {}

    @BeforeEach
    void nobody() {
        town.place(1, 1);
        jdbc.sql("delete from relations.usager").update();
    }

    private UUID person(String first, String email) {
        return usagers.recognise(first, "Hébert", email, null, "fr").orElseThrow();
    }

    private Sheet sheet(UUID id) {
        var usager = usagers.find(id).orElseThrow();
        return new Sheet(
                usager,
                consents.of(usager),
                facts.of(usager),
                representatives.of(usager),
                usagers.household(usager).stream().map(Usager::id).toList());
    }

    private void change(UUID id, Set<Need> needs, Channel channel) {
        var usager = usagers.find(id).orElseThrow();
        usagers.change(
                id,
                new Particulars(usager.firstName(), usager.lastName(), "fr", channel, null, needs),
                usager.revision(),
                atTheCounter(),
                agent);
    }

    @Test
    void together_they_are_one_and_apart_they_are_what_they_were() {
        var kept = person("Marie", "marie@example.org");
        var other = person("Marie", "m.hebert@example.org");
        change(other, Set.of(Need.SIGN_LANGUAGE), Channel.SMS);
        facts.note(
                other,
                KnownFact.Kind.ADDRESS,
                KnownFact.Source.SHOWN,
                facts.today().plusMonths(3),
                agent);
        var before = List.of(sheet(kept), sheet(other));

        var merge = merges.merge(kept, other, agent);
        var one = sheet(other);
        assertThat(one).isEqualTo(sheet(kept));
        assertThat(one.usager().id()).isEqualTo(kept);
        assertThat(one.usager().ids()).containsExactlyInAnyOrder(kept, other);
        assertThat(one.usager().preferences().needs()).containsExactly(Need.SIGN_LANGUAGE);
        assertThat(one.usager().preferences().channel()).isEqualTo(Channel.SMS);
        assertThat(one.usager().addresses()).hasSize(2);
        assertThat(one.facts()).hasSize(1);

        assertThat(merges.unmerge(merge, agent)).isEqualTo(other);
        assertThat(List.of(sheet(kept), sheet(other))).isEqualTo(before);
        assertThatThrownBy(() -> merges.unmerge(merge, agent)).isInstanceOf(ProblemException.class);
    }

    @Test
    void what_came_meanwhile_stays_with_the_one_that_stood_for_both() {
        var kept = person("Marie", "marie@example.org");
        var other = person("Marie", "m.hebert@example.org");
        change(other, Set.of(Need.SIGN_LANGUAGE), Channel.SMS);
        var before = sheet(other);
        var merge = merges.merge(kept, other, agent);
        usagers.add(other, Contact.Kind.PHONE, "06 12 34 56 78", agent);
        change(other, Set.of(Need.LARGE_PRINT), Channel.SMS);
        assertThat(sheet(kept).usager().preferences().needs()).containsExactly(Need.LARGE_PRINT);

        merges.unmerge(merge, agent);
        assertThat(sheet(other)).isEqualTo(before);
        assertThat(sheet(kept).usager().addresses()).hasSize(2);
        assertThat(sheet(kept).usager().preferences().needs()).containsExactly(Need.LARGE_PRINT);
        // said by the other alone, and only confirmed on the form
        assertThat(sheet(kept).usager().preferences().channel()).isNull();
    }

    @Test
    void a_consent_withdrawn_together_is_withdrawn_of_each() {
        var kept = person("Marie", "marie@example.org");
        var other = person("Marie", "m.hebert@example.org");
        change(other, Set.of(Need.SIGN_LANGUAGE), Channel.SMS);
        var merge = merges.merge(kept, other, agent);
        usagers.consent(kept, Consent.Purpose.NEEDS, false, atTheCounter(), agent);
        merges.unmerge(merge, agent);
        assertThat(consents.isGiven(usagers.find(other).orElseThrow(), Consent.Purpose.NEEDS))
                .isFalse();
        assertThat(usagers.find(other).orElseThrow().preferences().needs()).isEmpty();
    }

    @Test
    void chains_come_apart_in_any_order() {
        var a = person("Marie", "a@example.org");
        var b = person("Marie", "b@example.org");
        var c = person("Marie", "c@example.org");
        var intoB = merges.merge(b, a, agent);
        var intoC = merges.merge(c, b, agent);
        assertThat(usagers.current(a)).contains(c);
        merges.unmerge(intoB, agent);
        assertThat(usagers.current(a)).contains(a);
        assertThat(usagers.current(b)).contains(c);
        merges.merge(a, c, agent);
        assertThat(usagers.current(b)).contains(a);
        assertThatThrownBy(() -> merges.merge(b, a, agent)).isInstanceOf(ProblemException.class);
        merges.unmerge(intoC, agent);
        assertThat(usagers.current(b)).contains(b);
    }

    @Test
    void the_database_itself_refuses_circles() {
        var a = person("Marie", "a@example.org");
        var b = person("Marie", "b@example.org");
        merges.merge(b, a, agent);
        assertThatThrownBy(() -> jdbc.sql(
                                "update relations.usager set merged_into = ?, merge_id = gen_random_uuid(), root_id = ? where id = ?")
                        .params(a, a, b)
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    /** Random merges, taken back in random order: all sheets are again what they were; and half-way each person stands for the group it is in. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatever_is_merged_comes_apart_without_loss(long seed) {
        var random = new Random(seed);
        var people = new ArrayList<UUID>();
        for (int i = 0; i < 7; i++) {
            people.add(person("Marie", "marie" + i + "@example.org"));
        }
        people.forEach(id -> prepare(id, people, random));
        var before = sheets(people);
        Map<UUID, UUID> open = new HashMap<>();
        for (int i = 0; i < 25; i++) {
            if (open.isEmpty() || random.nextInt(3) > 0) {
                var kept = people.get(random.nextInt(people.size()));
                var other = people.get(random.nextInt(people.size()));
                if (!usagers.current(kept).equals(usagers.current(other))) {
                    var from = usagers.current(other).orElseThrow();
                    open.put(merges.merge(kept, other, agent), from);
                }
            } else {
                var merge = new ArrayList<>(open.keySet().stream().sorted().toList()).get(random.nextInt(open.size()));
                assertThat(merges.unmerge(merge, agent)).isEqualTo(open.remove(merge));
            }
            var roots = people.stream()
                    .map(id -> usagers.current(id).orElseThrow())
                    .distinct()
                    .toList();
            assertThat(roots).hasSize(people.size() - open.size());
            assertThat(roots)
                    .allSatisfy(root -> assertThat(usagers.current(root)).contains(root));
            assertThat(roots.stream()
                            .flatMap(root -> sheet(root).usager().ids().stream())
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(people);
        }
        var left = new ArrayList<>(open.keySet().stream().sorted().toList());
        Collections.shuffle(left, random);
        left.forEach(merge -> merges.unmerge(merge, agent));
        assertThat(sheets(people)).isEqualTo(before);
    }

    private Map<UUID, Sheet> sheets(List<UUID> people) {
        var all = new HashMap<UUID, Sheet>();
        people.forEach(id -> all.put(id, sheet(id)));
        return all;
    }

    private void prepare(UUID id, List<UUID> people, Random random) {
        var needs = EnumSet.noneOf(Need.class);
        for (var need : Need.values()) {
            if (random.nextInt(3) == 0) {
                needs.add(need);
            }
        }
        if (random.nextBoolean()) {
            change(id, needs, Channel.TO_REACH.get(random.nextInt(Channel.TO_REACH.size())));
        }
        if (random.nextBoolean()) {
            usagers.add(id, Contact.Kind.PHONE, "06123456" + (10 + random.nextInt(4)), agent);
        }
        if (random.nextBoolean()) {
            facts.note(
                    id,
                    KnownFact.Kind.IDENTITY,
                    KnownFact.Source.SENT,
                    facts.today().plusDays(9),
                    agent);
        }
        if (random.nextBoolean()) {
            usagers.consent(id, Consent.Purpose.NEWS, random.nextBoolean(), atTheCounter(), agent);
        }
        if (random.nextInt(3) == 0) {
            usagers.liveTogether(id, people.get(random.nextInt(people.size())), agent);
        }
    }

    private List<Object> atOnce(List<Callable<?>> acts) throws InterruptedException {
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            return acts.stream().map(act -> all.submit((Callable<?>) act)).toList().stream()
                    .map(done -> {
                        try {
                            return (Object) done.get();
                        } catch (ExecutionException refused) {
                            return refused.getCause();
                        } catch (InterruptedException stopped) {
                            throw new IllegalStateException(stopped);
                        }
                    })
                    .toList();
        }
    }

    @RepeatedTest(5)
    void merges_at_once_end_in_one_person_without_a_circle() throws InterruptedException {
        var a = person("Marie", "a@example.org");
        var b = person("Marie", "b@example.org");
        var c = person("Marie", "c@example.org");
        var ends = atOnce(List.of(
                () -> merges.merge(a, b, agent), () -> merges.merge(b, c, agent), () -> merges.merge(c, a, agent)));
        assertThat(ends.stream().filter(UUID.class::isInstance)).hasSize(2);
        assertThat(ends.stream().filter(ProblemException.class::isInstance)).hasSize(1);
        var root = usagers.current(a).orElseThrow();
        assertThat(usagers.current(b)).contains(root);
        assertThat(usagers.current(c)).contains(root);
    }

    @RepeatedTest(5)
    void those_who_look_alike_are_written_at_once() throws InterruptedException {
        var people = List.of(
                person("Marie", "a@example.org"),
                person("Marie", "b@example.org"),
                person("Marie", "c@example.org"),
                person("Marie", "d@example.org"));
        var acts = new ArrayList<Callable<?>>();
        people.forEach(id -> acts.add(() -> {
            usagers.add(id, Contact.Kind.PHONE, "06 12 34 56 78", agent);
            return "added";
        }));
        assertThat(atOnce(acts)).noneMatch(Throwable.class::isInstance);
    }

    @RepeatedTest(5)
    void what_is_added_during_a_merge_is_there_after_it() throws InterruptedException {
        var kept = person("Marie", "a@example.org");
        var other = person("Marie", "b@example.org");
        var ends = atOnce(List.of(
                () -> merges.merge(kept, other, agent),
                () -> {
                    usagers.add(other, Contact.Kind.PHONE, "06 12 34 56 78", agent);
                    return "added";
                },
                () -> {
                    facts.note(
                            other,
                            KnownFact.Kind.ADDRESS,
                            KnownFact.Source.SHOWN,
                            facts.today().plusDays(1),
                            agent);
                    return "noted";
                }));
        assertThat(ends).noneMatch(Throwable.class::isInstance);
        assertThat(sheet(kept).usager().addresses()).hasSize(3);
        assertThat(sheet(kept).facts()).hasSize(1);
    }
}
