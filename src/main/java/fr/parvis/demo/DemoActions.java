package fr.parvis.demo;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.identity.Caller;
import fr.parvis.platform.StoredSettings;
import fr.parvis.quality.ImprovementActions;
import fr.parvis.quality.Owners;
import fr.parvis.relations.Channel;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Request;
import fr.parvis.relations.complaint.Complaints;
import fr.parvis.relations.complaint.Term;
import fr.parvis.relations.complaint.Terms;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What Saint-Parvis does so that something does not happen again: a cause of complaints has come back, and somebody has asked for chairs. */
@Component
class DemoActions {
    private static final String BROUGHT = "demo.actions";
    private static final String SUPERVISOR = "solange.dubeffroi";
    private static final String QUALITY = "quentin.lavis";
    private static final String HALL = "hotel-de-ville";
    private static final List<String> WAITED = List.of(
            "J’ai attendu quarante minutes hier matin pour retirer une carte d’identité. Deux guichets étaient fermés.",
            "Une heure debout avec un bébé. Il n’y avait que deux agents pour tout le hall.",
            "Venue à 9 h, servie à 10 h 10. C’est la troisième fois ce mois-ci.");

    private final Complaints complaints;
    private final Terms terms;
    private final ImprovementActions actions;
    private final Owners owners;
    private final ActingAs acting;
    private final Directory directory;
    private final StoredSettings stored;

    DemoActions(
            Complaints complaints,
            Terms terms,
            ImprovementActions actions,
            Owners owners,
            ActingAs acting,
            Directory directory,
            StoredSettings stored) {
        this.complaints = complaints;
        this.terms = terms;
        this.actions = actions;
        this.owners = owners;
        this.acting = acting;
        this.directory = directory;
        this.stored = stored;
    }

    /** Once: what the town does with it then stays done. */
    @Transactional
    public void bring(Instant now) {
        if (stored.find(BROUGHT).isPresent()) {
            return;
        }
        directory
                .findSite(HALL)
                .ifPresent(hall ->
                        acting.run(SUPERVISOR, me -> work(me, hall, LocalDate.ofInstant(now, directory.zone()))));
        stored.put(BROUGHT, "1");
    }

    private void work(Caller me, Site hall, LocalDate today) {
        for (int i = 0; i < WAITED.size(); i++) {
            tooLong(hall, i);
        }
        actions.open(new ImprovementActions.Wanted(
                "Des chaises dans le hall",
                hall.id(),
                "Aux heures de pointe, on attend debout : il y a douze chaises pour trente personnes.",
                owners.at(hall.id()).stream()
                        .filter(one -> one.login().equals(QUALITY))
                        .findFirst()
                        .map(one -> one.id())
                        .orElse(me.id()),
                "Demander un devis pour douze chaises, dont quatre avec accoudoirs",
                today.plusDays(12)));
    }

    private void tooLong(Site hall, int number) {
        var category = term(Term.Kind.CATEGORY, "delay");
        var said = new Request.Said("Attente trop longue", WAITED.get(number), "", "", "", "", null);
        var complaint = complaints.receive(
                new NewRequest(
                        Request.Kind.COMPLAINT,
                        null,
                        Channel.WEB,
                        "fr",
                        null,
                        hall.id(),
                        said,
                        "demo-actions-" + number),
                category,
                null,
                "");
        complaints.say(
                complaint.id(), new Complaints.Said(category, null, term(Term.Kind.CAUSE, "workload"), "", true));
    }

    private UUID term(Term.Kind kind, String code) {
        return terms.all(kind).stream()
                .filter(term -> term.code().equals(code))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
