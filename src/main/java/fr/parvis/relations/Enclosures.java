package fr.parvis.relations;

import fr.parvis.messaging.incoming.IncomingMails;
import fr.parvis.messaging.incoming.Verdict;
import fr.parvis.platform.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What came with the words of a request, by the follow-up page or by e-mail, as the staff sees it. */
@Component
public class Enclosures {
    /**
     * @param size in bytes
     * @param withheld why it is not handed out: {@code type}, {@code size-refused}, {@code infected} or {@code unchecked}; "" when it is
     * @param path where it is taken from; "" when it is withheld
     */
    public record Enclosure(UUID interaction, String name, int size, String withheld, String path) {}

    private final Requests requests;
    private final Documents documents;
    private final IncomingMails mails;
    private final IntakeTables intake;

    Enclosures(Requests requests, Documents documents, IncomingMails mails, IntakeTables intake) {
        this.requests = requests;
        this.documents = documents;
        this.mails = mails;
        this.intake = intake;
    }

    public List<Enclosure> of(Request request) {
        var all = new ArrayList<Enclosure>();
        documents
                .of(request)
                .forEach(one -> all.add(new Enclosure(
                        one.interaction(),
                        one.name(),
                        one.size(),
                        "",
                        "/agent/demandes/" + request.id() + "/documents/" + one.id())));
        for (var mail : intake.mailsOf(request.id()).entrySet()) {
            for (var one : mails.enclosed(mail.getValue())) {
                var withheld = withheld(one.verdict());
                if (!one.inline()) {
                    all.add(new Enclosure(
                            mail.getKey(),
                            one.name(),
                            one.size(),
                            withheld,
                            withheld.isEmpty()
                                    ? "/agent/demandes/" + request.id() + "/courriels/" + mail.getValue() + "/"
                                            + one.number()
                                    : ""));
                }
            }
        }
        return all;
    }

    private String withheld(Verdict verdict) {
        return switch (verdict.kind()) {
            case CLEAN -> "";
            case UNCHECKED -> mails.isHandedOut(verdict) ? "" : "unchecked";
            case REFUSED -> verdict.reason().equals("size") ? "size-refused" : "type";
            case INFECTED -> "infected";
        };
    }

    /** @throws ProblemException 404 when the request has no such e-mail, or it no such attachment; 403 when it is withheld */
    public IncomingMails.Handed attachment(Request request, UUID mail, int number) {
        if (requests.find(request.id()).isEmpty()
                || !intake.mailsOf(request.id()).containsValue(mail)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-document");
        }
        return mails.attachment(mail, number);
    }
}
