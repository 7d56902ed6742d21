package fr.parvis.appointments.demand;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Where e-mail leaves, so that what is written to people is theirs alone to read. */
abstract class WrittenScene extends LineScene {
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry settings) {
        MAIL.start();
        settings.add(
                "parvis.smtp-url", () -> "smtp://127.0.0.1:" + MAIL.getSmtp().getPort());
        settings.add("parvis.mail-from", () -> "accueil@ville.example");
    }
}
