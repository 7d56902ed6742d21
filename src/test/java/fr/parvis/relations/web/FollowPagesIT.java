package fr.parvis.relations.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.parvis.identity.Caller;
import fr.parvis.identity.Role;
import fr.parvis.messaging.Message;
import fr.parvis.messaging.OneTimeCodes;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.Ids;
import fr.parvis.platform.ReadableCode;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Closing;
import fr.parvis.relations.Documents;
import fr.parvis.relations.Endings;
import fr.parvis.relations.FollowUp;
import fr.parvis.relations.Handling;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.Joining;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.Requests;
import fr.parvis.testing.OpenRequests;
import fr.parvis.testing.Pages;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.TestClock;
import fr.parvis.testing.Town;
import fr.parvis.testing.Visitor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.WebApplicationContext;

/** The page of a request, without JavaScript: who gets in, what they read, what they send. */
@ParvisTest
class FollowPagesIT {
    private static final Instant WEDNESDAY = Instant.parse("2026-05-20T08:00:00Z");
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");
    private static final byte[] PDF = "%PDF-1.7\nLivret de famille de Zoé".getBytes(StandardCharsets.UTF_8);

    @Autowired
    Town town;

    @Autowired
    Requests requests;

    @Autowired
    Handling handling;

    @Autowired
    Endings endings;

    @Autowired
    FollowUp followUp;

    @Autowired
    Joining joining;

    @Autowired
    Documents documents;

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    WebApplicationContext application;

    @LocalServerPort
    int port;

    private Visitor visitor = new Visitor(0);
    private String email = "";

    @BeforeEach
    void arrive() {
        town.account("Essai", Role.ADMIN);
        town.place(1, 1);
        clock.setTo(WEDNESDAY);
        visitor = Visitor.elsewhere(port);
        email = Ids.token() + "@suivi.example";
    }

    @AfterEach
    void backToNow() {
        clock.reset();
        SecurityContextHolder.clearContext();
    }

    private static void asAgent() {
        var agent = new Caller(Ids.next(), "Nadia Essai", null, Set.of(Role.AGENT), Set.of(), false);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(agent, null, List.of()));
        SecurityContextHolder.setContext(context);
    }

    private Request asked(Request.Kind kind, String mail, String phone) {
        var said = new Request.Said("", "Une place en crèche ?", "Zoé", "Essai", mail, phone, null);
        return requests.receive(NewRequest.web(kind, "fr", null, said, Ids.token()));
    }

    private Request now(Request request) {
        return requests.find(request.key()).orElseThrow();
    }

    private static String page(Request request) {
        return "/suivi/" + request.reference().code();
    }

    private String open(Request request) {
        var answer = visitor.open(page(request) + "/" + request.key().code());
        assertThat(Visitor.goesTo(answer)).isEqualTo(page(request));
        return page(request);
    }

    private List<Message> codes() {
        return outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(mail -> email.equals(mail.to()) && mail.about().equals("request-code"))
                .toList();
    }

    private String code() {
        var found = CODE.matcher(Objects.requireNonNull(codes().getFirst().text()));
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private static String unknown() {
        var letters = ReadableCode.random(7);
        var all = letters + ReadableCode.check(letters);
        return "/suivi/PRV-" + all.substring(0, 4) + "-" + all.substring(4);
    }

    @Test
    void the_link_opens_at_once_and_its_key_stands_in_no_address() {
        var asked = asked(Request.Kind.QUESTION, email, "");
        var opened = visitor.open(page(asked) + "/" + asked.key().code());
        assertThat(Visitor.goesTo(opened)).isEqualTo(page(asked));
        assertThat(opened.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("parvis-suivi="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .contains("HttpOnly", "SameSite=Lax", "Path=" + page(asked))
                        .doesNotContain("Max-Age"));
        assertThat(opened.headers().firstValue("Cache-Control")).contains("no-store");
        var read = visitor.open(page(asked));
        assertThat(read.body())
                .contains("Une place en crèche ?", "aria-current=\"step\"", "Prise en charge", "Nous vous répondons")
                .contains("jeudi 28 mai 2026", "L’équipe d’accueil", asked.key().shown());
        assertThat(read.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(read.headers().firstValue("X-Robots-Tag")).contains("noindex");
        assertThat(Visitor.elsewhere(port).open(page(asked)).body())
                .as("another browser")
                .doesNotContain("crèche", "Zoé", email, asked.key().code());
        var other = asked(Request.Kind.QUESTION, email, "");
        assertThat(visitor.open(page(other)).body()).as("another request").doesNotContain("crèche");
        assertThat(Visitor.goesTo(visitor.open("/question/" + asked.key().code())))
                .as("the links of before")
                .isEqualTo(page(asked) + "/" + asked.key().code());
        assertThat(Visitor.goesTo(visitor.send(page(asked), page(asked) + "/fermer")))
                .isEqualTo("/");
        assertThat(visitor.open(page(asked)).body()).doesNotContain("crèche");
    }

    @Test
    void a_code_opens_it_to_whoever_reads_the_address() {
        var asked = asked(Request.Kind.QUESTION, email, "");
        var to = visitor.send(
                "/suivi", "/suivi", "which", asked.reference().code().toLowerCase(Locale.ROOT));
        assertThat(Visitor.goesTo(to)).isEqualTo(page(asked));
        assertThat(Visitor.goesTo(visitor.send(page(asked), page(asked) + "/code")))
                .isEqualTo(page(asked) + "?envoye");
        assertThat(visitor.open(page(asked) + "?envoye").body())
                .contains("un code vient de partir")
                .doesNotContain(email, code());
        assertThat(codes().getFirst().urgent())
                .as("neither the hour nor the number a day holds it back")
                .isTrue();
        assertThat(jdbc.sql("select code::text from messaging.code where subject = ?")
                        .param("request " + asked.reference().code())
                        .query(String.class)
                        .single())
                .doesNotContain(code(), email);
        var spaced = code().substring(0, 3) + " " + code().substring(3);
        assertThat(Visitor.goesTo(visitor.send(page(asked), page(asked) + "/ouvrir", "code", spaced)))
                .isEqualTo(page(asked));
        assertThat(visitor.open(page(asked)).body()).contains("Une place en crèche ?");
        var second = Visitor.elsewhere(port);
        assertThat(second.send(page(asked), page(asked) + "/ouvrir", "code", code())
                        .statusCode())
                .as("good for once")
                .isEqualTo(400);
        assertThat(Visitor.goesTo(second.send(
                        page(asked),
                        page(asked) + "/ouvrir",
                        "code",
                        asked.key().shown())))
                .as("the key is taken in the same place")
                .isEqualTo(page(asked));
    }

    @Test
    void nobody_learns_which_references_exist() {
        var known = page(asked(Request.Kind.QUESTION, email, ""));
        var silent = page(asked(Request.Kind.QUESTION, "", ""));
        var unknown = unknown();
        assertThat(all(known)).isEqualTo(all(unknown)).isEqualTo(all(silent));
        assertThat(codes()).hasSize(OneTimeCodes.MOST_SENT);
        assertThat(visitor.open("/suivi/PRV-0000-0001").statusCode()).isEqualTo(404);
    }

    /** All that somebody sees who has a reference and nothing else, from the first page to the last refusal. */
    private List<String> all(String page) {
        var someone = Visitor.elsewhere(port);
        var seen = new ArrayList<String>();
        seen.add(seen(someone.open(page), page));
        for (int sent = 0; sent < OneTimeCodes.MOST_SENT; sent++) {
            clock.forward(Duration.ofMinutes(1));
            seen.add(seen(someone.send(page, page + "/code"), page));
            seen.add(seen(someone.send(page, page + "/code"), page));
        }
        for (int i = 0; i < OneTimeCodes.TRIES; i++) {
            seen.add(seen(someone.send(page, page + "/ouvrir", "code", "00000" + i), page));
        }
        clock.forward(Duration.ofMinutes(1));
        seen.add(seen(someone.send(page, page + "/code"), page));
        return seen;
    }

    private static String seen(HttpResponse<String> answer, String page) {
        return answer.statusCode()
                + Visitor.goesTo(answer).replace(page, "…")
                + answer.body()
                        .replace(page.substring("/suivi/".length()), "…")
                        .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
                        .replaceAll("dans [0-9]+ secondes", "");
    }

    @Test
    void whoever_tries_codes_gets_five_tries_and_three_codes() {
        var asked = asked(Request.Kind.QUESTION, email, "");
        visitor.send(page(asked), page(asked) + "/code");
        var right = code();
        var wrong = right.startsWith("1") ? "2" + right.substring(1) : "1" + right.substring(1);
        for (int i = 0; i < OneTimeCodes.TRIES; i++) {
            assertThat(visitor.send(page(asked), page(asked) + "/ouvrir", "code", wrong)
                            .statusCode())
                    .isEqualTo(400);
        }
        var worn = visitor.send(page(asked), page(asked) + "/ouvrir", "code", right);
        assertThat(worn.statusCode()).as("the right one comes too late").isEqualTo(400);
        assertThat(worn.body()).contains("Ce code ne sert plus").doesNotContain("crèche");
        var second = Visitor.elsewhere(port);
        for (int sent = 1; sent < OneTimeCodes.MOST_SENT; sent++) {
            clock.forward(Duration.ofMinutes(1));
            assertThat(second.send(page(asked), page(asked) + "/code").statusCode())
                    .isEqualTo(302);
        }
        clock.forward(Duration.ofMinutes(1));
        assertThat(second.send(page(asked), page(asked) + "/code").statusCode()).isEqualTo(429);
        clock.forward(OneTimeCodes.LASTS);
        assertThat(second.send(page(asked), page(asked) + "/ouvrir", "code", code())
                        .statusCode())
                .as("too old")
                .isEqualTo(400);
        assertThat(second.send(page(asked), page(asked) + "/ouvrir", "code", "12")
                        .body())
                .contains("Écrivez les 6 chiffres");
        // as many as it takes: some come back while a slow machine sends them
        for (int i = 0;
                second.send(page(asked), page(asked) + "/ouvrir", "code", "000000")
                                .statusCode()
                        == 400;
                i++) {
            assertThat(i).as("an address is held back too").isLessThan(60);
        }
    }

    @Test
    void what_they_write_arrives_and_opens_again_what_was_over() {
        var asked = asked(Request.Kind.QUESTION, email, "");
        asAgent();
        handling.note(asked.id(), "Entre nous seulement.");
        endings.close(asked.id(), new Closing.Solved("Oui, en septembre."));
        var page = open(asked);
        assertThat(visitor.open(page).body())
                .contains("Oui, en septembre.", "Nadia Essai", "mercredi 20 mai 2026 à 10:00", "Réponse donnée")
                .doesNotContain("Entre nous");
        assertThat(visitor.send(page, page + "/message", "text", " ").statusCode())
                .isEqualTo(400);
        assertThat(Visitor.goesTo(visitor.send(page, page + "/message", "text", "Et pour <b>Léo</b> ?")))
                .isEqualTo(page + "?dit");
        assertThat(Visitor.goesTo(visitor.send(page, page + "/message", "text", "Et pour <b>Léo</b> ?")))
                .as("pressed twice")
                .isEqualTo(page + "?dit");
        assertThat(now(asked).state()).isEqualTo(Request.State.RECEIVED);
        assertThat(requests.interactions(asked).stream().filter(one -> one.direction() == Interaction.Direction.IN))
                .extracting(Interaction::words)
                .containsExactly("Une place en crèche ?", "Et pour <b>Léo</b> ?");
        assertThat(visitor.open(page + "?dit").body())
                .contains("Votre message est bien arrivé", "&lt;b&gt;Léo")
                .doesNotContain("<b>Léo");
    }

    @Test
    void what_is_written_to_a_merged_request_comes_to_the_one_that_goes_on() {
        var first = asked(Request.Kind.QUESTION, email, "");
        clock.forward(Duration.ofMinutes(1));
        var second = asked(Request.Kind.QUESTION, email, "");
        var page = open(second);
        asAgent();
        joining.merge(second.id(), first.id());
        SecurityContextHolder.clearContext();
        assertThat(visitor.open(page).body())
                .contains(
                        "réunie avec votre demande",
                        first.reference().code(),
                        "Une place en crèche ?",
                        "Ce que vous écrivez ici y arrive")
                .doesNotContain("Transmise le");
        assertThat(Visitor.goesTo(visitor.sendFiles(
                        page, page + "/message", "files", Map.of("livret.pdf", PDF), "text", "Pour Léo aussi ?")))
                .isEqualTo(page + "?dit");
        assertThat(visitor.open(page).body()).contains("Pour Léo aussi ?", "livret.pdf");
        assertThat(requests.interactions(first)).extracting(Interaction::words).contains("Pour Léo aussi ?");
        asAgent();
        joining.unmerge(second.id());
        assertThat(requests.interactions(second)).extracting(Interaction::words).contains("Pour Léo aussi ?");
    }

    @Test
    void a_key_that_was_replaced_by_a_merger_says_so_and_opens_nothing() {
        var kept = asked(Request.Kind.QUESTION, email, "");
        var other = asked(Request.Kind.QUESTION, email, "");
        var page = open(kept);
        asAgent();
        joining.merge(other.id(), kept.id());
        SecurityContextHolder.clearContext();
        assertThat(visitor.open(page).body())
                .contains("Votre ancien lien et votre ancienne clé ne servent plus")
                .doesNotContain("crèche");
        var link = visitor.open(page + "/" + kept.key().code());
        assertThat(Visitor.goesTo(link)).isEqualTo(page + "?remplacee");
        assertThat(visitor.open(page + "?remplacee").body()).contains("Votre ancien lien");
        assertThat(visitor.send(page, page + "/ouvrir", "code", kept.key().shown())
                        .body())
                .contains("Cette clé a été remplacée");
        assertThat(visitor.open(unknown() + "/" + kept.key().code()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void after_our_words_nobody_reads_that_we_have_not_answered_and_they_can_be_the_end() {
        var asked = asked(Request.Kind.QUESTION, email, "");
        var page = open(asked);
        assertThat(visitor.open(page).body()).contains("La réponse s’affichera ici");
        asAgent();
        assertThatThrownBy(() -> endings.answered(asked.id())).hasMessageContaining("nothing-answered");
        clock.forward(Duration.ofMinutes(1));
        handling.say(asked.id(), Channel.EMAIL, "Oui, en septembre.");
        assertThat(visitor.open(page).body())
                .contains("Nous vous avons écrit le", "Oui, en septembre.")
                .doesNotContain("La réponse s’affichera ici");
        var sent = outbox.page(null, 0, Integer.MAX_VALUE).stream()
                .filter(mail -> email.equals(mail.to()))
                .count();
        assertThat(endings.answered(asked.id())).isTrue();
        assertThat(endings.answered(asked.id())).isFalse();
        assertThat(now(asked).state()).isEqualTo(Request.State.ANSWERED);
        assertThat(now(asked).outcome()).isEqualTo("Oui, en septembre.");
        assertThat(outbox.page(null, 0, Integer.MAX_VALUE).stream().filter(mail -> email.equals(mail.to())))
                .hasSize((int) sent);
    }

    @Test
    void what_is_missing_is_said_and_comes_from_there() {
        var asked = asked(Request.Kind.APPLICATION, email, "");
        assertThat(visitor.open(open(asked)).body()).contains("Sans décision de notre part le lundi 20 juillet 2026");
        asAgent();
        handling.askMissing(asked.id(), "Le livret de famille.", LocalDate.of(2026, 6, 10));
        clock.forward(Duration.ofMinutes(1));
        handling.say(asked.id(), Channel.EMAIL, "Pas de hâte.");
        SecurityContextHolder.clearContext();
        var page = page(asked);
        assertThat(visitor.open(page).body())
                .containsPattern("(?s)Il nous manque quelque chose.*blockquote[^>]*>Le livret de famille\\.<")
                .contains("mercredi 10 juin 2026", "Vous nous envoyez ce qui manque", "<dd dir=\"auto\">Vous</dd>");
        visitor.send(page, page + "/message", "text", "Je ne comprends pas, quel document ?");
        assertThat(now(asked).state()).isEqualTo(Request.State.INCOMPLETE);
        assertThat(visitor.open(page).body()).contains("Il nous manque quelque chose", "quel document ?");
        clock.setTo(Instant.parse("2026-06-12T08:00:00Z"));
        assertThat(visitor.open(page).body()).contains("La date du mercredi 10 juin 2026 est passée");
        visitor.sendFiles(page, page + "/message", "files", Map.of("livret.pdf", PDF), "text", "");
        assertThat(now(asked).state()).isEqualTo(Request.State.IN_PROGRESS);
        assertThat(visitor.open(page).body()).contains("livret.pdf").doesNotContain("Il nous manque");
    }

    @Test
    void a_refusal_stays_readable_while_it_is_looked_at_again() {
        var asked = asked(Request.Kind.APPLICATION, email, "");
        var page = open(asked);
        asAgent();
        endings.close(asked.id(), new Closing.Refused("Les places manquent.", "Voyez la halte-garderie."));
        SecurityContextHolder.clearContext();
        clock.setTo(Instant.parse("2026-06-10T08:00:00Z"));
        visitor.send(page, page + "/message", "text", "Je conteste.");
        assertThat(visitor.open(page).body())
                .containsPattern("(?s)Notre décision du mercredi 20 mai 2026.*answer is-no[^>]*>[^<]*halte-garderie")
                .contains("Vous contestez notre refus", "prolonge le délai", "Défenseur des droits")
                .doesNotContain("Demandez-nous par écrit");
        asAgent();
        endings.close(asked.id(), new Closing.Solved("Une place s’est libérée."));
        SecurityContextHolder.clearContext();
        assertThat(visitor.open(page).body()).doesNotContain("Notre décision du");
    }

    @Test
    void a_promise_that_was_not_kept_is_said_with_what_to_do() {
        var asked = asked(Request.Kind.QUESTION, email, "");
        var page = open(asked);
        clock.setTo(Instant.parse("2026-06-12T08:00:00Z"));
        assertThat(visitor.open(page).body()).contains("Ce délai est dépassé", "href=\"" + page + "/rappel\"");
    }

    @Test
    void documents_are_sealed_handed_out_safely_and_erased_with_the_request() {
        var asked = asked(Request.Kind.QUESTION, email, "");
        var page = open(asked);
        var files = new LinkedHashMap<String, byte[]>();
        files.put("../livret de famille.exe", PDF);
        assertThat(Visitor.goesTo(visitor.sendFiles(page, page + "/message", "files", files, "text", "Voici.")))
                .isEqualTo(page + "?dit");
        var kept = documents.of(asked);
        assertThat(kept).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("livret de famille.pdf");
            assertThat(documents.content(one)).isEqualTo(PDF);
        });
        var id = kept.getFirst().id();
        assertThat(new String(
                        jdbc.sql("select content from relations.attachment where id = ?")
                                .param(id)
                                .query((row, _) -> row.getBytes(1))
                                .single(),
                        StandardCharsets.ISO_8859_1))
                .as("a copy of the database does not show it")
                .doesNotContain("PDF", "Livret");
        var own = visitor.open(page + "/documents/" + id);
        assertThat(own.body()).contains("Livret de famille");
        assertThat(own.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(own.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(own.headers().allValues("Content-Security-Policy")).containsExactly("sandbox; default-src 'none'");
        assertThat(Visitor.elsewhere(port).open(page + "/documents/" + id).statusCode())
                .isEqualTo(404);
        var other = asked(Request.Kind.QUESTION, "", "");
        var agent = Pages.of(application, Role.AGENT);
        assertThat(agent.open("/agent/demandes/" + asked.id() + "/documents/" + id)
                        .status())
                .isEqualTo(200);
        assertThat(agent.open("/agent/demandes/" + other.id() + "/documents/" + id)
                        .status())
                .as("of another request")
                .isEqualTo(404);
        assertThat(Pages.of(application, Role.QUALITY)
                        .open("/agent/demandes/" + asked.id() + "/documents/" + id)
                        .status())
                .isEqualTo(403);
        assertThat(visitor.send(page, page + "/retrait").statusCode()).isEqualTo(302);
        assertThat(documents.of(asked)).isEmpty();
        assertThat(jdbc.sql("select count(*) from relations.attachment where id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(visitor.open(page).body())
                .contains("Vous avez retiré cette demande")
                .doesNotContain("crèche");
    }

    @Test
    void what_is_no_document_is_refused_with_the_words_kept_and_nothing_half_written() {
        var asked = asked(Request.Kind.QUESTION, email, "");
        var page = open(asked);
        var program = Map.of("photo.jpg", "MZ\u0090".getBytes(StandardCharsets.ISO_8859_1));
        var refused = visitor.sendFiles(page, page + "/message", "files", program, "text", "Voici ma photo.");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("Voici ma photo.</textarea>", "photo.jpg</bdi>", "href=\"#files\"")
                .contains("Choisissez de nouveau vos fichiers");
        var large = new byte[Documents.LARGEST + 1];
        System.arraycopy(PDF, 0, large, 0, PDF.length);
        assertThat(visitor.sendFiles(page, page + "/message", "files", Map.of("lourd.pdf", large), "text", "Voici.")
                        .body())
                .contains("ce document dépasse 10 Mo", "Voici.</textarea>");
        var six = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < 6; i++) {
            six.put(i + ".pdf", PDF);
        }
        assertThat(visitor.sendFiles(page, page + "/message", "files", six, "text", "Voici.")
                        .body())
                .contains("Envoyez 5 documents au plus");
        assertThat(documents.of(asked)).isEmpty();
        assertThat(requests.interactions(asked)).hasSize(1);
    }

    @Test
    void files_that_are_too_heavy_together_get_an_answer_in_words_that_leads_back_to_the_form() throws Exception {
        var page = page(asked(Request.Kind.QUESTION, "", ""));
        var refused = heavy(page + "/message");
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body())
                .contains(
                        "Fichiers trop lourds",
                        "5 fichiers au plus",
                        "10\u00a0Mo",
                        "50\u00a0Mo",
                        "href=\"" + page + "\"");
        assertThat(heavy("/demandes/creche", "Accept-Language", "uk").body())
                .contains("Файли завеликі", "href=\"/demandes/creche\"", "lang=\"uk\"");
        assertThat(heavy("/agent/courrier", "Accept-Language", "uk").body())
                .contains("Fichiers trop lourds", "href=\"/agent/courrier\"");
        assertThat(heavy(page + "/message", "HX-Request", "true").body())
                .contains("Fichiers trop lourds")
                .doesNotContain("<html");
        var many = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < 80; i++) {
            many.put(i + ".pdf", PDF);
        }
        assertThat(visitor.sendFiles("/suivi", page + "/message", "files", many, "text", "Voici.")
                        .body())
                .contains("Fichiers trop lourds", "href=\"" + page + "\"");
    }

    /** More than a container throws away by itself: without reading on, the browser would see a cut line. */
    private HttpResponse<String> heavy(String address, String... header) throws Exception {
        var sent = Collections.nCopies(61, new byte[1024 * 1024]);
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                .header("Content-Type", "multipart/form-data; boundary=parvis")
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofByteArrays(sent), 61L * 1024 * 1024));
        if (header.length > 0) {
            request.headers(header);
        }
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void a_call_that_is_asked_twice_is_one_call() {
        var asked = asked(Request.Kind.QUESTION, email, "");
        var page = open(asked);
        var first = callForm(page);
        var otherTab = callForm(page);
        assertThat(otherTab).isNotEqualTo(first);
        var sent = Visitor.goesTo(callMe(page, first, "Le soir"));
        assertThat(sent).endsWith("?recu");
        var call = sent.replace("?recu", "");
        assertThat(callForm(page)).as("back, and the form again").isEqualTo(first);
        assertThat(Visitor.goesTo(callMe(page, first, "Le soir"))).isEqualTo(call + "?deja");
        assertThat(Visitor.goesTo(callMe(page, otherTab, "Le soir"))).isEqualTo(call + "?deja");
        assertThat(Visitor.goesTo(callMe(page, otherTab, "Plutôt le matin"))).endsWith("?recu");
        assertThat(jdbc.sql("select count(*) from relations.request where concerns_id = ?")
                        .param(asked.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        var wanted = new NewRequest(
                Request.Kind.CALL_BACK,
                null,
                Channel.WEB,
                "fr",
                null,
                null,
                new Request.Said("", "Deux fois", "Zoé", "Essai", "", "0612345678", null),
                Ids.token());
        var together = Stream.of(wanted, wanted.on(Ids.token()))
                .map(one -> CompletableFuture.supplyAsync(() -> followUp.callBack(asked, one)))
                .toList();
        assertThat(together.stream()
                        .map(CompletableFuture::join)
                        .map(Request::id)
                        .distinct())
                .as("of two that come at once")
                .hasSize(1);
    }

    private String callForm(String page) {
        var form = Pattern.compile("name=\"form\" value=\"([^\"]+)\"")
                .matcher(visitor.open(page + "/rappel").body());
        assertThat(form.find()).isTrue();
        return form.group(1);
    }

    private HttpResponse<String> callMe(String page, String form, String words) {
        return visitor.send(page + "/rappel", page + "/rappel", "phone", "0612345678", "words", words, "form", form);
    }

    @Test
    void a_call_about_it_is_a_request_of_its_own_that_knows_the_other() {
        var asked = asked(Request.Kind.QUESTION, email, "");
        var page = open(asked);
        var form = Pattern.compile("name=\"form\" value=\"([^\"]+)\"")
                .matcher(visitor.open(page + "/rappel").body());
        assertThat(form.find()).isTrue();
        var refused = visitor.send(page + "/rappel", page + "/rappel", "phone", "x", "words", "Le soir", "form", "a");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Le soir</textarea>", "action=\"" + page + "/rappel\"");
        var sent = visitor.send(
                page + "/rappel", page + "/rappel", "phone", "0612345678", "words", "", "form", form.group(1));
        var opened = visitor.open(Visitor.goesTo(sent));
        var call = visitor.open(Visitor.goesTo(opened));
        assertThat(call.body())
                .contains(
                        "Votre demande d’appel est bien arrivée",
                        asked.reference().code());
        assertThat(OpenRequests.of(jdbc, requests).stream()
                        .filter(one -> one.kind() == Request.Kind.CALL_BACK)
                        .map(Request::said)
                        .filter(Objects::nonNull)
                        .map(Request.Said::words))
                .contains("À propos de la demande " + asked.reference().code());
    }

    @Test
    void a_reference_that_cannot_be_one_is_said_and_stays_typed() {
        var refused = visitor.send("/suivi", "/suivi", "which", "PRV-1234");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("value=\"PRV-1234\"", "Une référence s’écrit comme");
        assertThat(visitor.send("/suivi", "/suivi", "which", ReadableCode.random(16))
                        .body())
                .contains("Aucune demande ne s’ouvre avec cette clé");
        var page = unknown();
        assertThat(Visitor.goesTo(visitor.open(page + "/code")))
                .as("a language chosen after a refusal")
                .isEqualTo(page);
        assertThat(Visitor.elsewhere(port).sendBare(page + "/code").statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_refusal_is_contested_from_its_page_which_says_what_follows() {
        var asked = asked(Request.Kind.APPLICATION, email, "");
        asAgent();
        endings.close(asked.id(), new Closing.Refused("Pas de place.", "Voyez la halte-garderie."));
        SecurityContextHolder.clearContext();
        var page = open(asked);
        assertThat(visitor.open(page).body())
                .contains("c’est un recours, gratuit", "Saisissez le tribunal administratif")
                .contains("<bdi>Zoé Essai</bdi>");
        clock.forward(Duration.ofDays(2));
        assertThat(visitor.sendFiles(page, page + "/message", "files", Map.of(), "text", "Je ne suis pas d’accord.")
                        .statusCode())
                .isEqualTo(302);
        assertThat(visitor.open(page).body())
                .contains("Vous contestez notre refus du mercredi 20 mai 2026", "vendredi 22 mai 2026", "Recours reçu")
                .contains(
                        "Sans réponse de notre part le mercredi 22 juillet 2026, votre recours est rejeté (CRPA L411-7)");
        asAgent();
        endings.close(asked.id(), new Closing.Refused("Toujours pas.", "Autre chose."));
        SecurityContextHolder.clearContext();
        assertThat(visitor.open(page).body())
                .contains("Votre recours a été refusé", "Saisissez le tribunal administratif au plus tard le")
                .doesNotContain("Demandez-nous par écrit");
    }
}
