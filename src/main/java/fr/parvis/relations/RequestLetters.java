package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.Letter;
import fr.parvis.messaging.incoming.IncomingMail;
import fr.parvis.messaging.incoming.IncomingMails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Answers to e-mail as e-mail programs want them: from the address that was written to, in the same thread (RFC 5322, 3.6.4). */
@Component
class RequestLetters {
    private final IncomingMails mails;
    private final IntakeTables intake;
    private final Directory directory;

    RequestLetters(IncomingMails mails, IntakeTables intake, Directory directory) {
        this.mails = mails;
        this.intake = intake;
        this.directory = directory;
    }

    /** Empty when the person has never written an e-mail about it. */
    Optional<Letter> answering(Request request) {
        return intake.mailsOf(request.id()).values().stream()
                .reduce((_, last) -> last)
                .flatMap(mails::find)
                .map(this::answering);
    }

    private Letter answering(IncomingMail mail) {
        var references = new ArrayList<>(mail.content().references());
        var answered = mail.content().messageId();
        if (!answered.isEmpty()) {
            references.add(answered);
        }
        return new Letter(mail.mailboxAddress(), directory.organisation().name(), "", answered, references, List.of());
    }
}
