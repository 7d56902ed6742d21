package fr.parvis.relations.api;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.platform.Ids;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestType;
import fr.parvis.relations.TypeEditor;
import fr.parvis.relations.law.LegalRule;
import fr.parvis.testing.Api;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests through the API: {@code contract.md}. */
@ParvisTest
class RequestApiIT {
    private static final String PATH = "/api/v1/requests";

    @Autowired
    Town town;

    @Autowired
    TypeEditor types;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private Api agent = new Api(0, "");
    private String who = "";

    @BeforeEach
    void caller() {
        who = Ids.token();
        town.place(1, 1);
        agent = new Api(port, town.token(Role.AGENT));
    }

    private String wanted(String rest) {
        return """
                {"subject":"Éclairage","text":"La rue du Pré est noire.","channel":"phone",
                 "usager":{"firstName":"Zoé","lastName":"Essai","email":"%s@essai.example","language":"fr"}%s}""".formatted(who, rest);
    }

    private String received() {
        return agent.post(PATH, wanted("")).text("reference");
    }

    @Test
    void a_request_comes_back_with_its_next_step_and_its_day() {
        var made = agent.post(PATH, wanted(""));
        assertThat(made.status()).as(made.http().body()).isEqualTo(201);
        assertThat(made.text("reference")).matches("PRV-[0-9A-Z]{4}-[0-9A-Z]{4}");
        assertThat(made.text("state")).isEqualTo("received");
        assertThat(made.text("deadline")).matches("\\d{4}-\\d{2}-\\d{2}");
        assertThat(made.text("nextStep.due")).isEqualTo(made.text("deadline"));
        assertThat(made.text("nextStep.what")).isNotBlank();
        assertThat(made.text("nextStep.owner")).isNotBlank();
        var read = agent.get(PATH + "/" + made.text("reference"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text("subject")).isEqualTo("Éclairage");
        assertThat(read.text("channel")).isEqualTo("phone");
        assertThat(read.text("usager.lastName")).isEqualTo("Essai");
        assertThat(read.text("interactions.0.direction")).isEqualTo("in");
        assertThat(read.text("interactions.0.text")).isEqualTo("La rue du Pré est noire.");
    }

    @Test
    void a_complaint_says_what_silence_means() {
        var made = agent.post(PATH, wanted(",\"complaint\":true"));
        assertThat(made.http().body()).contains("\"complaint\":true");
        var read = agent.get(PATH + "/" + made.text("reference"));
        assertThat(read.text("legal.silence")).isEqualTo("refused");
        assertThat(read.text("legal.silenceOn")).isNotBlank();
        assertThat(read.text("legal.source")).isEqualTo("CRPA L231-4, 2°");
        assertThat(read.text("legal.acknowledgedAt")).isNotBlank();
    }

    @Test
    void the_same_key_makes_one_request() {
        var key = Ids.token();
        var first = agent.post(PATH, wanted(""), "Idempotency-Key", key);
        assertThat(agent.post(PATH, wanted(""), "Idempotency-Key", key).text("reference"))
                .isEqualTo(first.text("reference"));
        assertThat(agent.post(PATH, wanted(",\"complaint\":true"), "Idempotency-Key", key)
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"Oui ?\"} | subject",
                "{\"subject\":\"S\"} | text",
                "{\"subject\":\"S\",\"text\":\"  \"} | text",
                "{\"subject\":\"S\",\"text\":\"T\",\"channel\":\"pigeon\"} | channel",
                "{\"subject\":\"S\",\"text\":\"T\",\"type\":\"rien\"} | type",
                "{\"subject\":\"S\",\"text\":\"T\",\"site\":\"lune\"} | site",
                "{\"subject\":\"S\",\"text\":\"T\",\"usager\":{\"email\":\"x\"}} | usager.email",
                "{\"subject\":\"S\",\"text\":\"T\",\"usager\":{\"email\":\"a,b@c.fr\"}} | usager.email",
                "{\"subject\":\"S\",\"text\":\"T\",\"usager\":{\"phone\":\"12\"}} | usager.phone",
                "{\"subject\":\"S\",\"text\":\"\\u00a0\\u202f\\u200b\"} | text",
                "{\"subject\":\"\\u0000\",\"text\":\"T\"} | subject",
                "{\"subject\":\"S\",\"text\":\"T\",\"usager\":{\"language\":\"klingon\"}} | usager.language"
            })
    void what_is_wrong_is_named(String body, String field) {
        var refused = agent.post(PATH, body);
        assertThat(refused.status()).as(refused.http().body()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo(field);
        assertThat(refused.text("detail")).isNotBlank();
    }

    @Test
    void a_close_without_an_outcome_and_without_a_next_step_is_refused() {
        var one = PATH + "/" + received();
        for (var end :
                new String[] {"{}", "{\"text\":\"Voilà.\"}", "{\"outcome\":\"bof\"}", "{\"outcome\":\"next-step\"}"}) {
            assertThat(agent.post(one + "/close", end).status()).as(end).isEqualTo(400);
        }
        assertThat(agent.post(one + "/close", "{\"outcome\":\"refused\",\"reason\":\"Non.\"}")
                        .text("field"))
                .isEqualTo("alternative");
        for (var step : new String[] {
            "{\"nextStep\":{\"owner\":\"Voirie\",\"due\":\"2031-01-01\"}}",
            "{\"nextStep\":{\"what\":\"Réparer\",\"due\":\"2031-01-01\"}}",
            "{\"nextStep\":{\"what\":\"Réparer\",\"owner\":\"Voirie\"}}",
            "{\"nextStep\":{\"what\":\"Réparer\",\"owner\":\"Voirie\",\"due\":\"demain\"}}",
            "{\"nextStep\":{\"what\":\"Réparer\",\"owner\":\"Voirie\",\"due\":\"2001-01-01\"}}",
            "{\"nextStep\":{\"what\":\"Réparer\",\"owner\":\"Voirie\",\"due\":\"2999-01-01\"}}"
        }) {
            assertThat(agent.post(one + "/close", step).status()).as(step).isEqualTo(400);
        }
        assertThat(agent.get(one).text("state")).isEqualTo("received");
        var due = LocalDate.now(ZoneOffset.UTC).plusYears(3);
        var goesOn = agent.post(
                one + "/close", "{\"nextStep\":{\"what\":\"Réparer\",\"owner\":\"Voirie\",\"due\":\"" + due + "\"}}");
        assertThat(goesOn.status()).isEqualTo(200);
        assertThat(goesOn.text("state")).isEqualTo("in-progress");
        assertThat(goesOn.text("nextStep.owner")).isEqualTo("Voirie");
        var closed = agent.post(one + "/close", "{\"outcome\":\"solved\",\"text\":\"C’est réparé.\"}");
        assertThat(closed.status()).as(closed.http().body()).isEqualTo(200);
        assertThat(closed.text("state")).isEqualTo("answered");
        assertThat(closed.text("outcome")).isEqualTo("C’est réparé.");
        assertThat(agent.post(one + "/close", "{\"outcome\":\"solved\"}").status())
                .isEqualTo(409);
    }

    @Test
    void what_would_be_dropped_without_a_word_is_refused() {
        var one = PATH + "/" + received();
        assertThat(agent.post(
                                one + "/close",
                                "{\"outcome\":\"solved\",\"text\":\"Oui.\",\"nextStep\":{\"what\":\"Réparer\",\"owner\":\"Voirie\",\"due\":\"2031-01-01\"}}")
                        .text("field"))
                .isEqualTo("nextStep");
        assertThat(agent.post(
                                one + "/close",
                                "{\"outcome\":\"solved\",\"text\":\"Oui.\",\"complaint\":{\"category\":\"delay\"}}")
                        .text("field"))
                .isEqualTo("complaint");
        assertThat(agent.get(one).text("state")).isEqualTo("received");
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(40);
        var goesOn = agent.post(
                one + "/close",
                "{\"nextStep\":{\"what\":\"Réparer\",\"owner\":\"Voirie\",\"due\":\"" + day + "T23:30:00Z\"}}");
        assertThat(goesOn.text("nextStep.due"))
                .as("the day in Paris")
                .startsWith(day.plusDays(1).toString());
    }

    @Test
    void as_many_signs_as_people_count() {
        var made = agent.post(PATH, "{\"subject\":\"" + "🙂".repeat(150) + "\",\"text\":\"Oui ?\"}");
        assertThat(made.status()).as(made.http().body()).isEqualTo(201);
        assertThat(agent.post(PATH, "{\"subject\":\"" + "🙂".repeat(201) + "\",\"text\":\"Oui ?\"}")
                        .text("field"))
                .isEqualTo("subject");
    }

    @Test
    void interactions_are_written_both_ways() {
        var one = PATH + "/" + received();
        var said = agent.post(one + "/interactions", "{\"text\":\"Quel numéro ?\",\"channel\":\"email\"}");
        assertThat(said.status()).as(said.http().body()).isEqualTo(201);
        assertThat(said.text("direction")).isEqualTo("out");
        assertThat(agent.post(one + "/interactions", "{\"direction\":\"in\",\"text\":\"Le 7.\"}")
                        .status())
                .isEqualTo(201);
        assertThat(agent.post(one + "/interactions", "{\"direction\":\"note\",\"text\":\"Voir avec la voirie\"}")
                        .status())
                .isEqualTo(201);
        var key = Ids.token();
        for (int i = 0; i < 2; i++) {
            assertThat(agent.post(one + "/interactions", "{\"text\":\"Merci.\"}", "Idempotency-Key", key)
                            .status())
                    .isEqualTo(201);
        }
        assertThat(agent.post(one + "/interactions", "{\"text\":\" \"}").text("field"))
                .isEqualTo("text");
        assertThat(agent.post(one + "/interactions", "{\"text\":\"x\",\"direction\":\"dehors\"}")
                        .text("field"))
                .isEqualTo("direction");
        assertThat(agent.get(one).text("interactions.3.direction")).isEqualTo("note");
    }

    @Test
    void reading_and_working_are_for_staff_and_asking_is_for_everybody() {
        var one = PATH + "/" + received();
        var nobody = new Api(port, "");
        var asked = nobody.post(PATH, wanted(""));
        assertThat(asked.status()).as(asked.http().body()).isEqualTo(201);
        assertThat(agent.get(PATH + "/" + asked.text("reference")).text("channel"))
                .as("nobody on the internet telephones")
                .isEqualTo("web");
        assertThat(nobody.get(one).status()).isEqualTo(401);
        assertThat(nobody.post(one + "/close", "{\"outcome\":\"solved\"}").status())
                .isEqualTo(401);
        for (var role : new Role[] {Role.QUALITY, Role.TRAINER, Role.KIOSK}) {
            var other = new Api(port, town.token(role));
            assertThat(other.get(one).status()).as("%s", role).isEqualTo(403);
            assertThat(other.post(one + "/close", "{\"outcome\":\"solved\"}").status())
                    .as("%s", role)
                    .isEqualTo(403);
        }
        assertThat(agent.get(PATH + "/PRV-0000-0000").status()).isEqualTo(404);
        assertThat(agent.get(PATH + "/" + asked.text("token")).status())
                .as("the person's own key is no reference")
                .isEqualTo(404);
    }

    @Test
    void whoever_asks_too_often_is_held_back() {
        var nobody = new Api(port, "");
        var answers = java.util.stream.IntStream.range(0, 40)
                .map(_ -> nobody.post(PATH, wanted("")).status())
                .boxed()
                .toList();
        assertThat(answers).contains(429).startsWith(201);
    }

    @Test
    void nobody_is_told_that_it_is_solved_who_was_never_told_anything() {
        var type = "essai-" + Integer.toHexString(who.hashCode());
        types.save(
                new RequestType(
                        TypeEditor.newId(),
                        type,
                        "Essai " + who,
                        Request.Kind.APPLICATION,
                        null,
                        List.of(),
                        10,
                        LegalRule.ACCEPTED_AFTER_TWO_MONTHS,
                        true),
                List.of());
        var one = PATH + "/"
                + new Api(port, "")
                        .post(PATH, wanted(",\"type\":\"" + type + "\""))
                        .text("reference");
        var refused = agent.post(one + "/close", "{\"outcome\":\"solved\"}");
        assertThat(refused.status()).as(refused.http().body()).isEqualTo(400);
        assertThat(refused.text("field")).as("a decision has words").isEqualTo("text");
        assertThat(agent.get(one).text("state")).isEqualTo("received");
        assertThat(agent.post(one + "/interactions", "{\"text\":\"Oui, c’est fait.\"}")
                        .status())
                .isEqualTo(201);
        var closed = agent.post(one + "/close", "{\"outcome\":\"solved\"}");
        assertThat(closed.status()).as(closed.http().body()).isEqualTo(200);
        assertThat(closed.text("outcome")).isEqualTo("Oui, c’est fait.");
        var question = PATH + "/" + new Api(port, "").post(PATH, wanted("")).text("reference");
        var ended = agent.post(question + "/close", "{\"outcome\":\"solved\"}");
        assertThat(ended.status()).as(ended.http().body()).isEqualTo(200);
        assertThat(ended.text("outcome")).startsWith("Votre demande est traitée.");
        assertThat(agent.post(PATH + "/" + received() + "/close", "{\"outcome\":\"solved\"}")
                        .status())
                .as("answered on the telephone")
                .isEqualTo(200);
    }

    @Test
    void only_a_call_that_nobody_took_three_times_ends_as_not_reached() {
        var refused = agent.post(PATH + "/" + received() + "/close", "{\"outcome\":\"not-reached\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("outcome");
        assertThat(refused.text("detail")).contains("3");
    }

    @Test
    void words_leave_by_a_channel_that_reaches_the_person_or_are_refused() {
        var unreachable = agent.post(PATH, """
                {"subject":"Banc","text":"Un banc est cassé.","channel":"counter","usager":{"lastName":"Essai","phone":"01 44 55 66 77"}}""");
        var one = PATH + "/" + unreachable.text("reference");
        for (var channel : new String[] {"sms", "email"}) {
            var refused =
                    agent.post(one + "/interactions", "{\"channel\":\"" + channel + "\",\"text\":\"Il est réparé.\"}");
            assertThat(refused.status()).as(channel).isEqualTo(400);
            assertThat(refused.text("field")).isEqualTo("channel");
            assertThat(refused.text("detail")).contains("Choisissez un autre canal");
        }
        assertThat(agent.post(one + "/interactions", "{\"text\":\"Il est réparé.\"}")
                        .text("channel"))
                .isEqualTo("counter");
        assertThat(agent.get(one).http().body()).doesNotContain("\"sms\"");
    }

    @Test
    void what_was_said_on_the_telephone_is_noted_and_sends_nothing() {
        var one = PATH + "/" + received();
        for (var channel : new String[] {"phone", "counter", "post"}) {
            assertThat(agent.post(one + "/interactions", "{\"channel\":\"" + channel + "\",\"text\":\"C’est dit.\"}")
                            .status())
                    .isEqualTo(201);
        }
        assertThat(said()).isZero();
        assertThat(agent.post(one + "/interactions", "{\"text\":\"Écrit.\"}").text("channel"))
                .isEqualTo("email");
        assertThat(said()).isEqualTo(1);
    }

    private int said() {
        return jdbc.sql("select count(*) from messaging.message where about = 'request-said' and recipient = ?")
                .param(who + "@essai.example")
                .query(Integer.class)
                .single();
    }

    @Test
    void what_an_agent_brings_in_is_always_acknowledged() {
        for (int i = 0; i < 5; i++) {
            var read = agent.get(PATH + "/" + received());
            assertThat(read.status()).isEqualTo(200);
        }
        assertThat(jdbc.sql("select count(*) from messaging.message where about = 'request-received' and recipient = ?")
                        .param(who + "@essai.example")
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
    }
}
