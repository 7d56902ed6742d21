package fr.parvis.relations.usager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.messaging.ReadingLevel;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.rights.Nights;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class UsagersIT {
    @Autowired
    Nights nights;

    @Autowired
    Town town;

    @Autowired
    Usagers usagers;

    @Autowired
    Merges merges;

    @Autowired
    Likenesses likenesses;

    @Autowired
    Consents consents;

    @Autowired
    KnownFacts facts;

    @Autowired
    Representatives representatives;

    @Autowired
    UsagerKeeping keeping;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    private final UUID agent = Ids.next();

    @BeforeEach
    void nobody() {
        town.place(1, 1);
        jdbc.sql("delete from relations.usager").update();
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    private UUID recognise(String first, String last, String email, String phone) {
        return usagers.recognise(first, last, email, phone, "fr").orElseThrow();
    }

    private Usager usager(UUID id) {
        return usagers.find(id).orElseThrow();
    }

    static Particulars particulars(Usager of, Set<Need> needs) {
        return new Particulars(
                of.firstName(),
                of.lastName(),
                of.preferences().language(),
                of.preferences().channel(),
                of.preferences().moment(),
                needs);
    }

    static Consents.Taking atTheCounter() {
        return new Consents.Taking(Channel.COUNTER, Consents.WORDS);
    }

    @Test
    void the_same_address_and_a_name_that_can_be_theirs_are_the_same_person() {
        var marie = recognise("Marie", "Hébert", "Marie@Example.org", "");
        assertThat(recognise("MARIE", "hebert", "marie@example.ORG", "06 12 34 56 78"))
                .isEqualTo(marie);
        assertThat(recognise("Marie", "Hébert-Durand", "", "+33 6 12 34 56 78")).isEqualTo(marie);
        assertThat(usager(marie).addresses())
                .extracting(Usager.Address::shown)
                .containsExactly("Marie@Example.org", "06 12 34 56 78");
        assertThat(usager(marie).addresses()).allMatch(one -> one.verifiedAt() == null);
    }

    @Test
    void of_a_family_with_one_telephone_each_is_somebody() {
        var marie = recognise("Marie", "Hébert", "", "0612345678");
        var paul = recognise("Paul", "Hébert", "", "0612345678");
        assertThat(paul).isNotEqualTo(marie);
        assertThat(usagers.known(usagers.phone("06 12 34 56 78").orElseThrow()))
                .extracting(Usager::id)
                .containsExactlyInAnyOrder(marie, paul);
    }

    @Test
    void a_name_alone_or_an_address_alone_is_nobody_known() {
        var marie = recognise("Marie", "Hébert", "marie@example.org", "");
        assertThat(recognise("Marie", "Hébert", "", "")).isNotEqualTo(marie);
        assertThat(usagers.recognise("", "", "marie@example.org", "", "fr")).isEmpty();
    }

    @Test
    void two_at_once_make_one_person() throws Exception {
        Callable<UUID> once = () -> recognise("Awa", "Diop", "awa@example.org", "0698765432");
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = both.invokeAll(List.of(once, once, once, once)).stream()
                    .map(done -> done.resultNow())
                    .distinct()
                    .toList();
            assertThat(made).hasSize(1);
        }
    }

    @Test
    void somebody_is_found_by_a_name_with_errors_and_by_where_they_are_reached() {
        var marie = recognise("Marie-Ange", "Lefebvre", "ange@example.org", "0611223344");
        recognise("Paul", "Durand", "paul@example.org", "");
        for (var typed : List.of(
                "lefevbre",
                "Marie Ange Lefebvre",
                "lefebvre marie",
                "LEFÈBVRE",
                "lefe",
                "ang lefebre",
                "lefebrve",
                "06 11 22 33 44",
                "Ange@example.org")) {
            assertThat(usagers.search(typed))
                    .as(typed)
                    .extracting(Usager::id)
                    .first()
                    .isEqualTo(marie);
        }
        assertThat(usagers.search("lambert")).isEmpty();
        assertThat(usagers.search("paul lefebvre")).isEmpty();
        assertThat(usagers.search("l")).isEmpty();
        assertThat(usagers.search("")).isEmpty();
    }

    @Test
    void needs_are_kept_with_the_consent_to_keep_them_and_go_with_it() {
        var id = recognise("Marie", "Hébert", "marie@example.org", "");
        var wanted = particulars(usager(id), Set.of(Need.STEP_FREE, Need.PLAIN_LANGUAGE));
        assertThatThrownBy(() -> usagers.change(id, wanted, 0, null, agent))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("agreed"));
        assertThat(usager(id).preferences().needs()).isEmpty();
        var changed = usagers.change(id, wanted, 0, atTheCounter(), agent);
        assertThat(changed.preferences().needs()).containsExactly(Need.STEP_FREE, Need.PLAIN_LANGUAGE);
        assertThat(changed.preferences().level()).isEqualTo(ReadingLevel.PLAIN);
        assertThat(consents.of(changed)).singleElement().satisfies(proof -> {
            assertThat(proof.given()).isTrue();
            assertThat(proof.channel()).isEqualTo(Channel.COUNTER);
            assertThat(proof.words()).isEqualTo(Consents.WORDS);
            assertThat(proof.by()).isEqualTo(agent);
        });
        usagers.consent(id, Consent.Purpose.NEEDS, false, atTheCounter(), agent);
        assertThat(usager(id).preferences().needs()).isEmpty();
        assertThat(consents.of(usager(id))).hasSize(2);
    }

    @Test
    void a_change_made_from_an_old_form_is_refused() {
        var id = recognise("Marie", "Hébert", "marie@example.org", "");
        usagers.change(id, particulars(usager(id), Set.of()), 0, null, agent);
        assertThatThrownBy(() -> usagers.change(id, particulars(usager(id), Set.of()), 0, null, agent))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("changed"));
    }

    @Test
    void consents_and_events_are_never_rewritten() {
        var id = recognise("Marie", "Hébert", "marie@example.org", "");
        usagers.consent(id, Consent.Purpose.NEWS, true, atTheCounter(), agent);
        for (var rewrite : List.of(
                "update relations.consent set given = false",
                "delete from relations.consent",
                "delete from relations.usager_event",
                "update relations.usager_event set type = 'x'")) {
            assertThatThrownBy(() -> jdbc.sql(rewrite).update()).as(rewrite).isInstanceOf(DataAccessException.class);
        }
        assertThat(consents.isGiven(usager(id), Consent.Purpose.NEWS)).isTrue();
    }

    @Test
    void what_was_shown_once_is_not_asked_again_while_it_is_good() {
        var id = recognise("Marie", "Hébert", "marie@example.org", "");
        var today = facts.today();
        facts.note(id, KnownFact.Kind.ADDRESS, KnownFact.Source.SHOWN, today.plusMonths(3), agent);
        assertThatThrownBy(
                        () -> facts.note(id, KnownFact.Kind.INCOME, KnownFact.Source.SENT, today.minusDays(1), agent))
                .isInstanceOf(ProblemException.class);
        assertThat(facts.of(usager(id))).singleElement().satisfies(fact -> {
            assertThat(fact.kind()).isEqualTo(KnownFact.Kind.ADDRESS);
            assertThat(fact.seenOn()).isEqualTo(today);
        });
        clock.forward(Duration.ofDays(100));
        assertThat(facts.of(usager(id))).isEmpty();
    }

    @Test
    void who_speaks_for_somebody_does_so_until_the_mandate_is_over() {
        var id = recognise("Marie", "Hébert", "marie@example.org", "");
        representatives.add(
                id,
                "Luc Hébert",
                "06 00 00 00 01",
                facts.today().plusDays(30),
                "Habilitation familiale du 3 mars",
                agent);
        assertThat(representatives.of(usager(id)))
                .singleElement()
                .extracting(Representative::name)
                .isEqualTo("Luc Hébert");
        clock.forward(Duration.ofDays(32));
        assertThat(representatives.of(usager(id))).isEmpty();
        nights.run("mandate");
        assertThat(jdbc.sql("select count(*) from relations.representative")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void those_of_one_household_find_each_other() {
        var marie = recognise("Marie", "Hébert", "marie@example.org", "");
        var paul = recognise("Paul", "Hébert", "paul@example.org", "");
        usagers.liveTogether(marie, paul, agent);
        assertThat(usagers.household(usager(marie))).extracting(Usager::id).containsExactly(paul);
        usagers.liveApart(paul, agent);
        assertThat(usagers.household(usager(marie))).isEmpty();
    }

    @Test
    void those_whom_nobody_has_seen_for_long_are_forgotten_with_all_that_hangs_on_them() {
        var marie = recognise("Marie", "Hébert", "marie@example.org", "");
        var twin = recognise("Marie", "Hebert", "m.hebert@example.org", "");
        usagers.consent(marie, Consent.Purpose.NEWS, true, atTheCounter(), agent);
        merges.merge(marie, twin, agent);
        clock.forward(Duration.ofDays(700));
        var paul = recognise("Paul", "Durand", "paul@example.org", "");
        assertThat(keeping.due(24, 10)).isEmpty();
        assertThat(keeping.due(22, 10)).extracting(Usager::id).containsExactly(marie);
        nights.run("usager");
        assertThat(usagers.find(twin)).isPresent();
        clock.forward(Duration.ofDays(60));
        nights.run("usager");
        assertThat(usagers.find(marie)).isEmpty();
        assertThat(usagers.current(twin)).isEmpty();
        assertThat(usagers.find(paul)).isPresent();
        assertThat(jdbc.sql("select count(*) from relations.consent")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void those_who_look_alike_are_suggested_with_the_reasons_until_somebody_knows_better() {
        var marie = recognise("Marie", "Hébert", "marie@example.org", "");
        var again = recognise("Marie", "Hébert", "", "0612345678");
        var family = recognise("Mariette", "Hébert", "marie@example.org", "");
        recognise("Paul", "Durand", "paul@example.org", "");
        assertThat(likenesses.open(0, 10))
                .extracting(pair -> Set.of(pair.one(), pair.other()))
                .containsExactlyInAnyOrder(Set.of(marie, again), Set.of(marie, family));
        assertThat(likenesses.of(family))
                .singleElement()
                .satisfies(pair -> assertThat(pair.reasons()).containsExactly("near-name", "same-email"));
        merges.tellApart(family, marie, agent);
        usagers.add(family, Contact.Kind.PHONE, "0699999999", agent);
        assertThat(likenesses.open(0, 10))
                .singleElement()
                .satisfies(pair -> assertThat(pair.reasons()).containsExactly("same-name"));
        // who is called otherwise looks like nobody any more
        var renamed = usager(again);
        usagers.change(
                again, new Particulars("Oumou", "Sy", "fr", null, null, Set.of()), renamed.revision(), null, agent);
        assertThat(likenesses.open(0, 10)).isEmpty();
        usagers.change(again, particulars(renamed, Set.of()), renamed.revision() + 1, null, agent);
        assertThat(likenesses.open(0, 10)).hasSize(1);
        // known of one of those who were merged is known of all
        merges.merge(again, marie, agent);
        assertThat(likenesses.open(0, 10)).isEmpty();
    }

    @Test
    void among_ten_thousand_people_nobody_waits() {
        jdbc.sql("""
                        insert into relations.usager (id, root_id, organisation_id, first_name, last_name, name_key, language, created_at, last_seen_at)
                        select id, id, (select id from directory.organisation), first, last, last || ' ' || first, 'fr', now(), now() from
                        (select gen_random_uuid() id,
                                (array['marie','jean','paul','fatou','zoe','louis','anne','karim','lea','hugo'])[1 + i % 10] first,
                                (array['martin','bernard','petit','robert','durand','dubois','moreau','laurent','simon','michel'])[1 + (i / 10) % 10]
                                    || (array['eau','in','et','ard','ot','el','ier','on','ac','ois'])[1 + (i / 100) % 10] || chr(97 + i / 1000) || chr(97 + i % 26) last
                           from generate_series(0, 9999) i) everybody""").update();
        jdbc.sql("analyze relations.usager").update();
        var marie = recognise("Marie", "Lefebvre", "marie@example.org", "");
        var before = System.nanoTime();
        recognise("Marie", "Lefebvres", "marie@example.org", "");
        var written = Duration.ofNanos(System.nanoTime() - before);
        before = System.nanoTime();
        var pairs = likenesses.open(0, 50);
        var listed = Duration.ofNanos(System.nanoTime() - before);
        before = System.nanoTime();
        var found = usagers.search("lefevbre marie");
        var searched = Duration.ofNanos(System.nanoTime() - before);
        assertThat(pairs).hasSize(1);
        assertThat(found).extracting(Usager::id).contains(marie);
        assertThat(List.of(written, listed, searched)).allMatch(time -> time.compareTo(Duration.ofSeconds(1)) < 0);
    }
}
