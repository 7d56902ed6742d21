package fr.parvis.relations.inbox.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.identity.Role;
import fr.parvis.messaging.IncomingSms;
import fr.parvis.platform.Ids;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Handling;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.NextStep;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.relations.inbox.AssignmentRules;
import fr.parvis.relations.inbox.InboxView;
import fr.parvis.relations.inbox.Macros;
import fr.parvis.relations.inbox.Teams;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.context.WebApplicationContext;

@ParvisTest
class InboxPagesIT {
    private static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"");

    @Autowired
    Town town;

    @Autowired
    Requests requests;

    @Autowired
    IncomingSms texts;

    @Autowired
    Handling handling;

    @Autowired
    Macros macros;

    @Autowired
    Teams teams;

    @Autowired
    AssignmentRules rules;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    private Pages agent;
    private Pages supervisor;

    @BeforeEach
    void arrive() {
        town.place(1, 1);
        agent = Pages.of(application, Role.AGENT);
        supervisor = Pages.of(application, Role.SUPERVISOR);
    }

    private Request asked(Request.Kind kind, String words) {
        var said = new Request.Said("", words, "Zoé", "Essai", "", "0612345678", null);
        return requests.receive(NewRequest.web(kind, "fr", null, said, Ids.token()));
    }

    private static String at(Request request) {
        return "/agent/messages/" + request.id();
    }

    private String seen(Request request) {
        var found = SEEN.matcher(agent.open(at(request)).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private Request now(Request request) {
        return requests.find(request.id()).orElseThrow();
    }

    @Test
    void every_view_is_an_address() {
        var asked = asked(Request.Kind.QUESTION, "Une question des vues");
        for (var view : InboxView.values()) {
            var page = agent.open("/agent/messages?vue=" + view.code());
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).contains("aria-current=\"page\"", "vue=" + view.code());
        }
        assertThat(agent.open("/agent/messages?vue=toutes&canal=web&genre=QUESTION&langue=fr")
                        .status())
                .isEqualTo(200);
        assertThat(agent.open("/agent/messages?vue=toutes&canal=post").body()).doesNotContain(at(asked));
        assertThat(agent.open("/agent/messages?vue=rien&canal=x&genre=y&page=-3")
                        .status())
                .isEqualTo(200);
        assertThat(agent.open("/agent/messages/liste?vue=nouvelles").body())
                .doesNotContain("<html")
                .contains("inbox-views");
        assertThat(agent.open("/agent/messages?q=Une+question+des+vues").body()).contains(at(asked));
        assertThat(agent.open("/agent/messages?q=%3Cscript%3E").body()).doesNotContain("<script>\"");
    }

    @Test
    void what_people_have_noted_still_leads_somewhere() {
        var asked = asked(Request.Kind.QUESTION, "Ancienne adresse");
        assertThat(agent.open("/agent/questions").goesTo()).isEqualTo("/agent/messages");
        assertThat(agent.open("/agent/questions/" + asked.id()).goesTo()).isEqualTo(at(asked));
    }

    @Test
    void pages_are_for_those_who_answer_and_settings_for_those_who_lead() {
        var asked = asked(Request.Kind.QUESTION, "Pour qui ?");
        var quality = Pages.of(application, Role.QUALITY);
        for (var path : new String[] {"/agent/messages", at(asked), at(asked) + "/cours", at(asked) + "/live"}) {
            assertThat(quality.open(path).status()).as(path).isEqualTo(403);
        }
        assertThat(agent.open("/agent/messages").body()).doesNotContain("/agent/messages/reglages");
        for (var page : new String[] {"equipes", "regles", "solutions", "ecoute", "delais", "chiffres"}) {
            assertThat(agent.open("/agent/messages/reglages/" + page).status())
                    .as(page)
                    .isEqualTo(403);
            assertThat(supervisor.open("/agent/messages/reglages/" + page).status())
                    .as(page)
                    .isEqualTo(200);
        }
        assertThat(agent.open("/admin/equipes-messages").status()).isEqualTo(403);
        assertThat(supervisor.open("/admin/equipes-messages").goesTo()).isEqualTo("/agent/messages/reglages/equipes");
        assertThat(agent.send("/agent/messages/reglages/equipes", "name", "x").status())
                .isEqualTo(403);
        assertThat(agent.open("/agent/messages/" + Ids.next()).status()).isEqualTo(404);
        assertThat(agent.send("/agent/messages/" + Ids.next() + "/reponse", "reply", "x")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_reply_is_sent_or_says_why_not_with_what_was_typed() {
        var asked = asked(Request.Kind.QUESTION, "<b>Où ?</b>");
        var page = agent.open(at(asked));
        assertThat(page.body())
                .contains("&lt;b&gt;Où ?&lt;/b&gt;", asked.reference().code(), "Zoé Essai", "Réponse promise");
        var seen = seen(asked);
        var empty = agent.send(at(asked) + "/reponse", "reply", " ", "seen", seen);
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.body()).contains("Écrivez votre message", "href=\"#reply\"");

        assertThat(agent.send(at(asked) + "/reponse", "reply", "Ici.", "seen", seen, "vue", "a-moi")
                        .goesTo())
                .isEqualTo(at(asked) + "?vue=a-moi");
        var late = supervisor.send(at(asked) + "/reponse", "reply", "Là <i>aussi</i>.", "seen", seen);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body())
                .contains("Rien n’est parti", "Là &lt;i&gt;aussi&lt;/i&gt;.</textarea>", "is-fresh", "Ici.")
                .contains(at(asked) + "/cours?depuis=" + seen);
        assertThat(supervisor.open(at(asked) + "/cours?depuis=" + seen).body())
                .as("what is new stays marked when the page renews itself")
                .contains("is-fresh");
        // the page of a closed tab
        assertThat(supervisor.open(at(asked)).body()).contains("Là &lt;i&gt;aussi&lt;/i&gt;.</textarea>");
        assertThat(supervisor
                        .send(at(asked) + "/reponse", "reply", "Là aussi.", "seen", seen(asked))
                        .goesTo())
                .startsWith(at(asked));
        assertThat(requests.interactions(asked)).hasSize(3);
        assertThat(supervisor.open(at(asked)).body()).doesNotContain("aussi&lt;/i&gt;.</textarea>");
    }

    @Test
    void words_are_kept_while_they_are_typed() {
        var asked = asked(Request.Kind.QUESTION, "Brouillon ?");
        assertThat(agent.send(at(asked) + "/brouillon", "reply", "À demi écr", "nonsense", "x")
                        .status())
                .isEqualTo(204);
        assertThat(agent.open(at(asked)).body()).contains("À demi écr</textarea>");
        assertThat(supervisor.open(at(asked)).body()).doesNotContain("À demi écr");
        assertThat(supervisor.open(at(asked) + "/presence").body()).contains("Essai écrit une réponse");
    }

    @Test
    void of_two_tabs_neither_replaces_what_the_other_has_typed() {
        var asked = asked(Request.Kind.QUESTION, "Deux onglets ?");
        var save = at(asked) + "/brouillon";
        assertThat(agent.send(save, "reply", "Dans le premier", "known.reply", "")
                        .status())
                .isEqualTo(204);
        var second =
                agent.send(save, "reply", "Dans le second", "known.reply", "", "note", "Une note", "known.note", "");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body()).contains("\"reply\":\"Dans le premier\"").doesNotContain("note");
        assertThat(agent.open(at(asked)).body())
                .contains("Dans le premier</textarea>", "Une note</textarea>")
                .doesNotContain("Dans le second");
        // once both have been read
        assertThat(agent.send(save, "reply", "Les deux", "known.reply", "Dans le premier")
                        .status())
                .isEqualTo(204);
        assertThat(agent.send(save, "reply", "Les deux", "known.reply", "Dans le premier")
                        .status())
                .as("saved already")
                .isEqualTo(204);
        assertThat(supervisor.send(save).status()).as("whether one may write").isEqualTo(204);
        assertThat(supervisor.open(at(asked) + "/presence").body()).contains("Essai écrit une réponse");
        assertThat(agent.open(at(asked) + "/presence").body()).doesNotContain("écrit une réponse");
    }

    @Test
    void a_closing_says_its_outcome_a_no_its_reason_and_another_way() {
        var asked = asked(Request.Kind.QUESTION, "Fin ?");
        var end = at(asked) + "/fin";
        var seen = seen(asked);
        assertThat(agent.send(end, "seen", seen).body()).contains("Choisissez où en est la demande");
        assertThat(agent.send(end, "seen", seen, "outcome", "solved").body())
                .contains("Écrivez ce que la personne doit savoir");
        assertThat(agent.send(end, "seen", seen, "outcome", "sent-on").body()).contains("Dites à qui");
        assertThat(agent.send(end, "seen", seen, "outcome", "refused").body()).contains("Dites pourquoi c’est non");
        var bare = agent.send(end, "seen", seen, "outcome", "refused", "reason", "C’est complet.");
        assertThat(bare.status()).isEqualTo(400);
        assertThat(bare.body()).contains("Dites ce que la personne peut faire à la place", "C’est complet.</textarea>");
        assertThat(agent.send(end, "seen", seen, "outcome", "next", "what", "Visite")
                        .body())
                .contains("Dites ce qui se passe ensuite");
        assertThat(agent.send(end, "seen", seen, "outcome", "next", "what", "Visite", "owner", "Paul", "due", "demain")
                        .body())
                .contains("n’est pas une date");
        assertThat(now(asked).isOpen()).isTrue();

        supervisor.send("/agent/messages/reglages/solutions", "words", "Vous pouvez venir au pôle " + asked.id());
        var listed = macros.alternatives().stream()
                .filter(one -> one.words().endsWith(asked.id().toString()))
                .findFirst()
                .orElseThrow();
        assertThat(agent.send(
                                end,
                                "seen",
                                seen,
                                "outcome",
                                "refused",
                                "reason",
                                "C’est complet.",
                                "alternative",
                                listed.id().toString())
                        .goesTo())
                .isEqualTo("/agent/messages?vue=nouvelles");
        assertThat(now(asked).state()).isEqualTo(Request.State.REFUSED);
        assertThat(now(asked).outcome()).contains("C’est complet.", listed.words());
        assertThat(agent.open(at(asked)).body()).contains("Refusée").doesNotContain("/reponse\"");
    }

    @Test
    void a_next_step_keeps_it_open_and_missing_papers_give_the_person_a_day() {
        var asked = asked(Request.Kind.QUESTION, "Suite ?");
        assertThat(agent.send(
                                at(asked) + "/fin",
                                "outcome",
                                "next",
                                "what",
                                "Visite du logement",
                                "owner",
                                "Paul",
                                "due",
                                LocalDate.now(ZoneOffset.UTC).plusMonths(3).toString())
                        .goesTo())
                .startsWith(at(asked));
        assertThat(agent.open(at(asked)).body()).contains("Visite du logement");
        var none = agent.send(at(asked) + "/manque", "missing", "Une photo", "seen", seen(asked));
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body()).contains("Une photo</textarea>");
        var until = LocalDate.now(ZoneOffset.UTC).plusMonths(3).toString();
        assertThat(agent.send(at(asked) + "/manque", "missing", "Une photo", "until", until, "seen", seen(asked))
                        .goesTo())
                .startsWith(at(asked));
        assertThat(now(asked).state()).isEqualTo(Request.State.INCOMPLETE);
        handling.hear(asked.id(), Channel.WEB, "Quelle photo ?");
        assertThat(agent.open(at(asked)).body()).contains("La personne a écrit, sans document joint", "name=\"came\"");
        var wrong = agent.send(at(asked) + "/complete", "came", until);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("Choisissez un jour entre le", "value=\"" + until + "\"");
        assertThat(agent.send(
                                at(asked) + "/complete",
                                "came",
                                requests.lastWord(now(asked)).toString())
                        .goesTo())
                .startsWith(at(asked));
        assertThat(now(asked).state()).isEqualTo(Request.State.IN_PROGRESS);
    }

    @Test
    void a_call_back_ends_when_somebody_was_reached_and_goes_on_after_three_calls() {
        var called = asked(Request.Kind.CALL_BACK, "");
        assertThat(agent.send(at(called) + "/fin", "outcome", "solved", "seen", seen(called))
                        .goesTo())
                .isEqualTo("/agent/messages?vue=nouvelles");
        assertThat(now(called).state()).isEqualTo(Request.State.ANSWERED);
        var vain = asked(Request.Kind.CALL_BACK, "");
        for (int i = 0; i < 3; i++) {
            agent.send(at(vain) + "/appel");
        }
        assertThat(now(vain).isOpen()).as("never dropped").isTrue();
        assertThat(now(vain).tries()).isEqualTo(3);
        assertThat(requireNonNull(now(vain).next()).usual()).isNotEqualTo(NextStep.Usual.CALL);
    }

    @Test
    void a_request_is_taken_handed_over_put_off_joined_and_split() {
        var asked = asked(Request.Kind.QUESTION, "Partage");
        agent.send(at(asked) + "/prendre");
        assertThat(now(asked).assignee()).isNotNull();
        supervisor.send("/agent/messages/reglages/equipes", "name", "Équipe " + asked.id());
        var team = teams.all().stream()
                .filter(one -> one.name().endsWith(asked.id().toString()))
                .findFirst()
                .orElseThrow();
        agent.send(at(asked) + "/confier", "to-whom", "team:" + team.id());
        assertThat(now(asked).assignee()).isNull();
        assertThat(agent.open(at(asked)).body()).contains(team.name());
        assertThat(agent.send(at(asked) + "/confier", "to-whom", "account:" + Ids.next())
                        .status())
                .isEqualTo(400);
        assertThat(agent.send(at(asked) + "/confier").status()).isEqualTo(400);
        assertThat(agent.send(at(asked) + "/reporter", "snooze", "hier").status())
                .isEqualTo(400);
        assertThat(agent.send(at(asked) + "/reporter", "snooze", "2999-01-01").body())
                .contains("promise avant ce jour");
        assertThat(agent.send(at(asked) + "/fusion", "into", "PRV-RIEN").body())
                .contains("Aucune demande n’a cette référence");
        var other = asked(Request.Kind.QUESTION, "L’autre");
        assertThat(agent.send(
                                at(asked) + "/fusion",
                                "into",
                                other.reference().code().toLowerCase(java.util.Locale.ROOT))
                        .goesTo())
                .startsWith(at(other));
        assertThat(agent.open(at(asked)).body())
                .contains("Cette demande continue dans", other.reference().code());
        assertThat(agent.open(at(other)).body())
                .contains("Partage", "L’autre", asked.reference().code());
        assertThat(agent.send(at(asked) + "/defusion").goesTo()).startsWith(at(asked));
        var second = handling(asked);
        assertThat(agent.send(at(asked) + "/separation", "moved", second, "subject", "")
                        .status())
                .isEqualTo(400);
        assertThat(agent.send(at(asked) + "/separation", "moved", second, "subject", "Le reste")
                        .goesTo())
                .doesNotContain(at(asked));
    }

    private String handling(Request request) {
        return handling.hear(request.id(), Channel.WEB, "Autre chose").id().toString();
    }

    @Test
    void a_ready_made_reply_is_filled_in_without_a_script_too() {
        var name = "Horaires " + Ids.token();
        assertThat(supervisor
                        .send("/agent/reponses", "title", name, "words-fr-usual", " ")
                        .status())
                .isEqualTo(400);
        supervisor.send(
                "/agent/reponses", "title", name, "words-fr-usual", "Bonjour {prenom}, voir {reference} : {lien}");
        assertThat(supervisor
                        .send("/agent/reponses", "title", name, "words-fr-usual", "x")
                        .body())
                .contains("existe déjà");
        var macro = macros.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        var asked = asked(Request.Kind.QUESTION, "Ouvert ?");
        var page = agent.send(
                at(asked) + "/reponse", "reply", "Début", "macro", macro.id().toString());
        assertThat(page.body())
                .contains(
                        "Début\n\nBonjour Zoé, voir " + asked.reference().code(),
                        "/question/" + asked.key().code());
        assertThat(requests.interactions(asked)).hasSize(1);
        supervisor.send("/agent/reponses/" + macro.id() + "/retrait");
        assertThat(macros.all()).extracting(Macros.Macro::name).doesNotContain(name);
    }

    @Test
    void rules_are_written_in_words_and_kept_in_order() {
        supervisor.send("/agent/messages/reglages/equipes", "name", "Équipe " + Ids.token(), "mostOpen", "5");
        assertThat(supervisor
                        .send("/agent/messages/reglages/equipes", "name", "x", "mostOpen", "beaucoup")
                        .body())
                .contains("Donnez un nombre de 1 à 999", "value=\"beaucoup\"");
        var team = teams.all().getFirst().id().toString();
        var path = "/agent/messages/reglages/regles";
        assertThat(supervisor.send(path, "name", "", "team", team).status()).isEqualTo(400);
        assertThat(supervisor.send(path, "name", "Sans équipe").status()).isEqualTo(400);
        supervisor.send(path, "name", "Première", "team", team, "words", "zqx1, zqx2", "language", "ar");
        supervisor.send(path, "name", "Seconde", "team", team, "words", "zqx3", "toAgent", "on");
        assertThat(supervisor.open(path).body()).contains("mots\u00a0: zqx1, zqx2", "arabe");
        var second = rules.all().stream()
                .filter(one -> one.name().equals("Seconde"))
                .findFirst()
                .orElseThrow();
        supervisor.send(path + "/" + second.id() + "/monter");
        assertThat(rules.all()).extracting(rule -> rule.name()).containsSubsequence("Seconde", "Première");
        assertThat(supervisor.open("/agent/messages/reglages/equipes/" + team).body())
                .contains("value=\"5\"");
        supervisor.send("/agent/messages/reglages/equipes/" + team + "/retrait");
        assertThat(rules.all()).extracting(rule -> rule.name()).doesNotContain("Seconde", "Première");
    }

    @Test
    void promised_days_are_changed_where_the_rest_is() {
        var refused = supervisor.send(
                "/agent/messages/reglages/delais",
                "questionDays",
                "bientôt",
                "callBackDays",
                "2",
                "complaintDays",
                "15");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("Un délai va de 1 à 40 jours", "value=\"bientôt\"");
        assertThat(supervisor
                        .send(
                                "/agent/messages/reglages/delais",
                                "questionDays",
                                "5",
                                "callBackDays",
                                "2",
                                "complaintDays",
                                "15")
                        .goesTo())
                .isEqualTo("/agent/messages/reglages/delais");
    }

    @Test
    void what_silence_has_accepted_is_refused_on_screen_only_as_a_withdrawal() {
        var asked = asked(Request.Kind.APPLICATION, "Ma clôture ?");
        assertThat(agent.open(at(asked)).body())
                .contains("cette demande garde son délai légal")
                .doesNotContain("est-une-reclamation", "name=\"withdrawal\"");
        jdbc.sql("update relations.request set silence_on = current_date - 5 where id = ?")
                .param(asked.id())
                .update();
        var seen = seen(asked);
        assertThat(agent.open(at(asked)).body()).contains("name=\"withdrawal\"");
        String[] no = {"seen", seen, "outcome", "refused", "reason", "Trop haute.", "other", "Une haie."};
        var refused = agent.send(at(asked) + "/fin", no);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("CRPA L242-1", "Trop haute.</textarea>");
        var said = Arrays.copyOf(no, no.length + 2);
        said[no.length] = "withdrawal";
        said[no.length + 1] = "yes";
        assertThat(agent.send(at(asked) + "/fin", said).status()).isEqualTo(302);
        assertThat(now(asked).state()).isEqualTo(Request.State.REFUSED);
    }

    @Test
    void receipt_is_acknowledged_on_paper_where_nothing_left_by_itself() {
        var asked = asked(Request.Kind.COMPLAINT, "Une attente sans courriel");
        assertThat(agent.open(at(asked)).body()).contains(at(asked) + "/accuse");
        assertThat(agent.open(at(asked) + "/accuse").body())
                .contains(asked.reference().code(), "Remis en main propre", "Par lettre")
                .doesNotContain("/accuse/courriel");
        assertThat(agent.open(at(asked) + "/accuse/papier").status()).isEqualTo(200);
        var refused = agent.send(at(asked) + "/accuse/courriel");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Aucun courriel n’est parti");
        var wrong = agent.send(at(asked) + "/accuse/lettre", "address", "Là-bas");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("Là-bas</textarea>");
        assertThat(now(asked).legal().acknowledgedAt()).isNull();
        assertThat(agent.send(at(asked) + "/accuse/main").goesTo()).isEqualTo(at(asked));
        assertThat(now(asked).legal().acknowledgedAt()).isNotNull();
        assertThat(agent.open(at(asked)).body()).doesNotContain("/accuse");
        assertThat(agent.send(at(asked) + "/accuse/main").status()).isEqualTo(409);
        var other = asked(Request.Kind.COMPLAINT, "Une autre attente");
        assertThat(agent.send(at(other) + "/accuse/lettre", "address", "Zoé Essai\n1 rue du Test\n49000 Angers")
                        .goesTo())
                .isEqualTo(at(other));
        assertThat(agent.open(at(other) + "/accuse").body()).contains("attend déjà au départ");
    }

    @Test
    void a_message_that_did_not_leave_is_shown_so_and_ends_nothing() {
        var number = "+3363998" + "%04d".formatted(Math.floorMod(Ids.token().hashCode(), 10_000));
        var said = new Request.Said("", "Ouvert samedi ?", "Zoé", "Essai", "", number, null);
        var asked = requests.receive(
                new NewRequest(Request.Kind.QUESTION, null, Channel.SMS, "fr", null, null, said, Ids.token()));
        assertThat(agent.send(at(asked) + "/reponse", "reply", "Oui.", "seen", seen(asked))
                        .goesTo())
                .isNotNull();
        assertThat(agent.open(at(asked)).body()).contains(at(asked) + "/suffit", "en attente de départ");
        texts.receive(number, "38000", "STOP", Ids.token());
        assertThat(agent.send(at(asked) + "/reponse", "reply", "De 9 h à 12 h.", "seen", seen(asked))
                        .goesTo())
                .isNotNull();
        assertThat(agent.open(at(asked)).body())
                .contains("cette personne a répondu STOP aux SMS")
                .doesNotContain(at(asked) + "/suffit");
    }
}
