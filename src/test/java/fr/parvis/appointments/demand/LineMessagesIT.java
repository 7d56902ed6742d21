package fr.parvis.appointments.demand;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.Appointment.Channel;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Visitor;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What really arrives at people's machines, through real servers on this one. */
@ParvisTest
class LineMessagesIT extends LineScene {
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private static final List<String> SMS = new CopyOnWriteArrayList<>();
    private static final Pattern LINK = Pattern.compile("http://[^/]+(/\\S+)");

    private static final HttpServer SERVER = server();

    @LocalServerPort
    int port;

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @DynamicPropertySource
    static void gateways(DynamicPropertyRegistry settings) {
        MAIL.start();
        SERVER.createContext("/", exchange -> {
            SMS.add(URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        SERVER.start();
        settings.add(
                "parvis.smtp-url", () -> "smtp://127.0.0.1:" + MAIL.getSmtp().getPort());
        settings.add("parvis.mail-from", () -> "accueil@ville.example");
        settings.add(
                "parvis.sms-url",
                () -> "http://127.0.0.1:" + SERVER.getAddress().getPort() + "/?to={to}&text={text}");
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
        SERVER.stop(0);
    }

    private static String text(MimeMessage message) {
        try {
            return message.getContent().toString();
        } catch (IOException | jakarta.mail.MessagingException failure) {
            throw new AssertionError(failure);
        }
    }

    private static List<String> mailTo(String address) {
        return Arrays.stream(MAIL.getReceivedMessagesForDomain(address))
                .map(LineMessagesIT::text)
                .toList();
    }

    @Test
    void an_e_mail_leads_to_a_booked_time() {
        agenda("09:00", "09:20");
        var given = book("09:00");
        var usager = somebody();
        var address = java.util.Objects.requireNonNull(usager.email());
        var wish = join(Suits.ANY, Channel.ONLINE, usager);
        await(() -> mailTo(address).size() == 1);
        assertThat(mailTo(address).getFirst()).contains("/rdv/attente/" + wish.token());

        bookings.cancel(given.id(), true);
        await(() -> mailTo(address).size() == 2);
        var links = LINK.matcher(mailTo(address).getLast())
                .results()
                .map(hit -> hit.group(1))
                .toList();
        assertThat(links).hasSize(3);
        assertThat(links.get(1)).endsWith("/passer");
        assertThat(links.get(2)).endsWith("/arreter");
        var visitor = Visitor.elsewhere(port);
        var taken = visitor.send(links.getFirst(), links.getFirst() + "/prendre");
        assertThat(Visitor.goesTo(taken)).startsWith("/rdv/mien/");
        await(() -> mailTo(address).size() == 3);
    }

    @Test
    void an_sms_says_the_date_and_how_to_stop_and_nobody_is_woken_by_it() {
        agenda("12:00", "12:20");
        var usager = new Appointment.Usager("Dominique", "Mobile", null, "+33612345679", "fr");
        clock.setTo(at(monday.minusDays(1), "22:00"));
        var wish = join(Suits.ANY, Channel.PHONE, usager);
        var offer = offered(wish);
        assertThat(offer.until()).isEqualTo(at("08:30"));
        assertThat(told(wish))
                .allSatisfy(message -> assertThat(message.nextTry()).isEqualTo(at("08:00")));
        assertThat(SMS).isEmpty();
        clock.setTo(at("08:01"));
        await(() -> SMS.size() == 2);
        assertThat(SMS)
                .anySatisfy(sms -> assertThat(sms)
                        .startsWith("to=+33612345679&text=Ville d’Essai")
                        .contains(
                                "12:00",
                                "08:30",
                                "/rdv/proposition/" + offer.token(),
                                "/rdv/attente/" + wish.token() + "/arreter"));
    }
}
