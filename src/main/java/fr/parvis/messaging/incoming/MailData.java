package fr.parvis.messaging.incoming;

import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.Held;
import fr.parvis.platform.rights.LegalBasis;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Term;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** E-mail that somebody wrote, known by the mark of its sender: what it says is sealed. */
@Component
@Order(PersonalDataHolder.LAST - 90)
class MailData implements PersonalDataHolder {
    static final String KIND = "mail";

    private final IncomingMails mails;
    private final IncomingTables tables;

    MailData(IncomingMails mails, IncomingTables tables) {
        this.mails = mails;
        this.tables = tables;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(new DataKind(KIND, LegalBasis.MISSION, Term.days(365)));
    }

    @Override
    public Set<String> tables() {
        return Set.of("messaging.incoming", "messaging.scanned");
    }

    @Override
    public List<Held> find(Person person) {
        return mails.from(person).stream()
                .flatMap(id -> mails.read(id).stream())
                .map(read -> {
                    var held = Held.of(KIND)
                            .with("at", read.receivedAt())
                            .with("from", read.mail().from().address())
                            .with("subject", read.mail().subject())
                            .with("words", read.mail().text());
                    for (var one : read.mail().attachments()) {
                        held.enclosing(one.name(), () -> read.contents().get(one.number()));
                    }
                    return held;
                })
                .toList();
    }

    @Override
    public Map<String, Integer> erase(Person person) {
        var theirs = mails.from(person);
        theirs.forEach(mails::erase);
        return Map.of(KIND, theirs.size());
    }

    /** Each mail says itself until when it is kept: sooner than a year when whoever answers has taken it over. */
    @Override
    public int due(String kind, Instant at, Period kept) {
        return tables.countOverdue(at);
    }

    @Override
    public int clear(String kind, Instant at, Period kept) {
        var overdue = tables.overdue(at);
        overdue.forEach(tables::erase);
        return overdue.size();
    }
}
