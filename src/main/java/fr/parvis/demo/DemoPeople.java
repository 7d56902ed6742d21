package fr.parvis.demo;

import fr.parvis.identity.Caller;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Closing;
import fr.parvis.relations.Interaction;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.PastRequests;
import fr.parvis.relations.Request;
import fr.parvis.relations.usager.Contact;
import fr.parvis.relations.usager.KnownFact;
import fr.parvis.relations.usager.KnownFacts;
import fr.parvis.relations.usager.Particulars;
import fr.parvis.relations.usager.Representatives;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** People whom Saint-Parvis knows, one of them well: nobody who lives. */
@Component
class DemoPeople {
    static final String MAIL = "maelle.duberceau@exemple.example";
    static final String PHONE = "06 39 98 00 11";

    /** @param mother who has written, called and come; @param elder who has somebody to speak for her */
    record Known(Usager mother, Usager elder) {}

    private record Once(Channel channel, int daysAgo, String subject, String words, String answer) {}

    private static final List<Once> BEFORE = List.of(
            new Once(
                    Channel.WEB,
                    52,
                    "Aide à la naissance",
                    "Bonjour, la ville donne-t-elle quelque chose à la naissance d’un enfant ?",
                    "Bonjour. Oui : un livret et un bon pour la ludothèque. Ils vous attendent à l’accueil."),
            new Once(
                    Channel.PHONE,
                    31,
                    "Halte-garderie du mercredi",
                    "Demande si la halte-garderie prend un bébé de trois mois.",
                    "Dit au téléphone : oui, à partir de dix semaines, sur inscription."),
            new Once(
                    Channel.COUNTER,
                    12,
                    "Copie d’acte de naissance",
                    "Demande une copie de l’acte de naissance de sa fille.",
                    "Remise au guichet."),
            new Once(
                    Channel.EMAIL,
                    6,
                    "Photo pour la carte d’identité",
                    "Bonjour, une photo faite à la maison convient-elle pour un bébé ?",
                    "Bonjour. Non : il faut une photo d’un photographe agréé, même pour un bébé."));

    private final Usagers usagers;
    private final Representatives representatives;
    private final KnownFacts facts;
    private final PastRequests history;

    DemoPeople(Usagers usagers, Representatives representatives, KnownFacts facts, PastRequests history) {
        this.usagers = usagers;
        this.representatives = representatives;
        this.facts = facts;
        this.history = history;
    }

    Known bring(Caller by, Instant now, LocalDate today) {
        var mother = made("Maëlle", "Duberceau", MAIL, PHONE, by);
        usagers.add(mother.id(), Contact.Kind.POST, "7 allée des Tilleuls, 00000 Saint-Parvis", by.id());
        usagers.liveTogether(
                mother.id(), made("Théo", "Duberceau", "", "06 39 98 00 12", by).id(), by.id());
        facts.note(mother.id(), KnownFact.Kind.ADDRESS, KnownFact.Source.SHOWN, today.plusMonths(3), by.id());
        facts.note(mother.id(), KnownFact.Kind.FAMILY, KnownFact.Source.SENT, today.plusMonths(6), by.id());
        history.write(BEFORE.stream().map(once -> past(once, by, now)).toList());
        var elder = made("Odette", "Dutilleul", "", "06 39 98 00 13", by);
        representatives.add(
                elder.id(),
                "Claude Dutilleul, sa fille",
                "06 39 98 00 14",
                today.plusYears(1),
                "Procuration montrée au guichet",
                by.id());
        return new Known(mother, elder);
    }

    private Usager made(String first, String last, String email, String phone, Caller by) {
        var particulars = new Particulars(first, last, "fr", null, null, Set.of());
        return usagers.usager(usagers.create(particulars, email, phone, null, by.id()));
    }

    private static PastRequests.Past past(Once once, Caller by, Instant now) {
        var said = new Request.Said(once.subject(), once.words(), "Maëlle", "Duberceau", MAIL, "", null);
        var at = now.minus(Duration.ofDays(once.daysAgo()));
        return new PastRequests.Past(
                new NewRequest(
                        Request.Kind.QUESTION,
                        null,
                        once.channel(),
                        "fr",
                        null,
                        null,
                        said,
                        "demo-people-" + once.daysAgo()),
                at,
                List.of(new PastRequests.Said(Interaction.Direction.NOTE, at, by.name(), "Vu avec le service.")),
                new Closing.Solved(once.answer()),
                at.plus(Duration.ofHours(20)));
    }
}
