package fr.parvis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.platform.database.EmbeddedDatabase;
import fr.parvis.testing.ParvisTest;
import java.time.LocalDate;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What stood with the causes that came back, in an instance of the version before, stands in actions afterwards. */
@ParvisTest
class MovedRecurrencesIT {
    private static final String NAME = "before_actions";

    @Autowired
    EmbeddedDatabase database;

    @Autowired
    JdbcClient here;

    @Test
    void every_cause_is_an_action_with_what_was_known_of_it() {
        here.sql("create database " + NAME).update();
        try {
            var url = database.url().replaceFirst("/postgres(?=\\?|$)", "/" + NAME);
            assertThat(url).contains(NAME);
            var there = new DriverManagerDataSource(url, "postgres", database.password());
            var flyway = Flyway.configure().dataSource(there).locations("classpath:db/migration");
            flyway.target("181").load().migrate();
            var jdbc = JdbcClient.create(there);
            before(jdbc);
            flyway.target("183").load().migrate();
            after(jdbc);
        } finally {
            here.sql("drop database " + NAME + " with (force)").update();
        }
    }

    private static void before(JdbcClient jdbc) {
        jdbc.sql("""
                        insert into identity.account (id, login, name, password_hash, created_at)
                        values ('00000000-0000-7000-8000-0000000000a1', 'nadia', 'Nadia Essai', 'x', now()),
                               ('00000000-0000-7000-8000-0000000000a2', 'paul', 'Paul Essai', 'x', now())""").update();
        jdbc.sql("""
                        insert into identity.account_role values ('00000000-0000-7000-8000-0000000000a1', 'SUPERVISOR'),
                                                                 ('00000000-0000-7000-8000-0000000000a2', 'AGENT')""").update();
        jdbc.sql("""
                        insert into relations.complaint_term (id, organisation_id, list, code, name, position)
                        values ('00000000-0000-7000-8000-0000000000c1', '00000000-0000-7000-8000-000000000001', 'CAUSE', 'workload', '', 1),
                               ('00000000-0000-7000-8000-0000000000c2', '00000000-0000-7000-8000-000000000001', 'CAUSE', 'own', 'La clim', 2)""").update();
        jdbc.sql("""
                        insert into relations.recurrence (id, organisation_id, cause_id, first_on, last_on, raised_at, raised_on, state, owner,
                                                          next_step, due_on, words, changed_at, changed_by)
                        select ('00000000-0000-7000-8000-0000000000d' || n)::uuid, '00000000-0000-7000-8000-000000000001',
                               ('00000000-0000-7000-8000-0000000000c' || case n when 4 then 2 else 1 end)::uuid,
                               '2026-05-01', '2026-05-20', '2026-05-20 08:00+00', date '2026-05-20' + n, state, owner, 'Décider', '2026-05-27',
                               words, changed, '00000000-0000-7000-8000-0000000000a2'
                          from (values (1, 'OPEN', '', '', null), (2, 'TAKEN_UP', 'nadia essai', '', timestamptz '2026-05-21 08:00+00'),
                                       (3, 'TAKEN_UP', 'Paul Essai', '', '2026-05-21 08:00+00'),
                                       (4, 'CLOSED', 'Nadia Essai', 'Réparée.', '2026-05-22 08:00+00')) as x (n, state, owner, words, changed)""").update();
        jdbc.sql("""
                        insert into event_publication (id, listener_id, event_type, serialized_event, publication_date)
                        values (gen_random_uuid(), 'fr.parvis.relations.complaint.RecurrenceMail.on(fr.parvis.relations.CauseRepeated)',
                                'fr.parvis.relations.CauseRepeated', '{}', now())""").update();
    }

    private static void after(JdbcClient jdbc) {
        var actions = jdbc.sql("""
                        select right(id::text, 1) as n, title, state, owner_id::text as owner, next_step, due_on, outcome, ended_on, recurrence_id = id as same
                          from quality.action order by id""").query().listOfRows();
        assertThat(actions).hasSize(4).allSatisfy(one -> assertThat(one).containsEntry("same", true));
        assertThat(actions.get(0))
                .containsEntry("state", "OPEN")
                .containsEntry("title", "La cause «\u00a0Pas assez de monde\u00a0» revient")
                .containsEntry("next_step", "Décider")
                .containsEntry("due_on", java.sql.Date.valueOf(LocalDate.of(2026, 5, 27)));
        assertThat(actions.get(1))
                .containsEntry("state", "TAKEN_UP")
                .containsEntry("owner", "00000000-0000-7000-8000-0000000000a1");
        // somebody who may not open it, or who has no account: the word is kept, and somebody has to take it up
        assertThat(actions.get(2)).containsEntry("state", "OPEN").containsEntry("owner", null);
        assertThat(actions.get(3))
                .containsEntry("state", "DONE")
                .containsEntry("outcome", "Réparée.")
                .containsEntry("title", "La cause «\u00a0La clim\u00a0» revient")
                .containsEntry("ended_on", java.sql.Date.valueOf(LocalDate.of(2026, 5, 22)));
        assertThat(jdbc.sql("""
                                select right(action_id::text, 1) || ' ' || act || coalesce(' ' || nullif(words, ''), '')
                                  from quality.action_event order by action_id, at, act""").query(String.class).list())
                .containsExactly(
                        "1 OPENED",
                        "2 OPENED",
                        "2 TAKEN_UP",
                        "3 OPENED",
                        "3 TAKEN_UP Paul Essai",
                        "4 OPENED",
                        "4 TAKEN_UP",
                        "4 DONE Réparée.");
        assertThat(jdbc.sql("select listener_id from event_publication")
                        .query(String.class)
                        .list())
                .containsExactly("fr.parvis.quality.RepeatedCauses.on(fr.parvis.relations.CauseRepeated)");
        assertThat(jdbc.sql("select count(*) as n from relations.recurrence")
                        .query()
                        .singleRow())
                .isEqualTo(Map.of("n", 4L));
    }
}
