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
     * @param key names it among those of its request: the id of a document, or that of an e-mail and the number in it
     * @param size in bytes
     * @param withheld why it is not handed out: {@code type}, {@code size-refused}, {@code infected} or {@code unchecked}; "" when it is
     * @param path where it is taken from; "" when it is withheld
     */
    public record Enclosure(String key, UUID interaction, String name, int size, String withheld, String path) {}

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
                        one.id().toString(),
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
                            mail.getValue() + "." + one.number(),
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

    /** Those that may be handed out. */
    List<Enclosure> handedOut(Request request) {
        return of(request).stream().filter(one -> one.withheld().isEmpty()).toList();
    }

    /**
     * Whoever asks: it is for the caller to know that they may.
     *
     * @throws ProblemException 404 when the request has none of that key; 403 when it is withheld
     */
    IncomingMails.Handed open(Request request, String key) {
        var known = of(request).stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(Enclosures::unknown);
        var number = known.key().indexOf('.');
        if (number > 0) {
            return mails.attachment(
                    UUID.fromString(key.substring(0, number)), Integer.parseInt(key.substring(number + 1)));
        }
        var document = documents.find(request, UUID.fromString(key)).orElseThrow(Enclosures::unknown);
        return new IncomingMails.Handed(document.name(), document.type().media(), documents.content(document));
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "relations", "unknown-document");
    }

    /** @throws ProblemException 404 when the request has no such e-mail, or it no such attachment; 403 when it is withheld */
    public IncomingMails.Handed attachment(Request request, UUID mail, int number) {
        if (requests.find(request.id()).isEmpty()
                || !intake.mailsOf(request.id()).containsValue(mail)) {
            throw unknown();
        }
        return mails.attachment(mail, number);
    }
}
