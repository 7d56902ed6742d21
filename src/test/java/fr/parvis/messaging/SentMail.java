package fr.parvis.messaging;

import fr.parvis.platform.TrustedCertificates;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends one e-mail through the gateway, as the outbox does. */
public final class SentMail {
    /** @see MailGateway.Tokens */
    public interface Tokens {
        String of(String user, @Nullable String refused);
    }

    private SentMail() {}

    static MailGateway gateway(String url, java.util.function.Function<UUID, Optional<Letter>> letters) {
        return new MailGateway(url, "accueil@ville.example", letters, new TrustedCertificates(""), (_, _) -> "");
    }

    public static void through(String url, TrustedCertificates trusted, Tokens tokens) throws Exception {
        new MailGateway(url, "accueil@ville.example", _ -> Optional.empty(), trusted, tokens::of)
                .send(message("Objet", "Texte"));
    }

    static Message message(String subject, String text) {
        return new Message(
                UUID.randomUUID(),
                "essai",
                "appointment-booked",
                NewMessage.Channel.EMAIL,
                Message.State.WAITING,
                "camille@essai.example",
                subject,
                text,
                null,
                0,
                "",
                Instant.parse("2026-11-28T09:00:00Z"),
                null,
                null,
                null,
                false,
                Message.Reason.NONE,
                null,
                null);
    }
}
