package fr.parvis.demo;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.StoredSettings;
import fr.parvis.queue.HallBoard;
import fr.parvis.queue.Halls;
import fr.parvis.relations.CallActs;
import fr.parvis.relations.Channel;
import fr.parvis.relations.FormField;
import fr.parvis.relations.Handling;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.Remedies;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestForms;
import fr.parvis.relations.Requests;
import fr.parvis.relations.calls.CallWindows;
import fr.parvis.relations.counter.TiedVisits;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What waits in the office of a living Saint-Parvis this morning: requests made by form, calls promised for an hour, letters that came and are to
 * leave, visits that belong to a request. An agent of the town has done what is done.
 */
@Component
class DemoOffice {
    private static final String BROUGHT = "demo.office";
    private static final String AGENT = "camille.duparvis";
    private static final int CALLS = 3;
    private static final List<String> TO_CALL = List.of("Sacha Laruelle", "Dominique Duporche", "Alix Duquai");
    private static final List<String> ABOUT = List.of(
            "Je voudrais comprendre le quotient familial de la cantine.",
            "C’est au sujet de mon dossier de mariage.",
            "Ma demande de logement a-t-elle été reçue ?");

    /** Numbers that the regulator keeps for stories. */
    private static final Remedies.Offices OFFICES = new Remedies.Offices(
            "Aude Dumédiateur",
            "2 place du Parvis, 00000 Saint-Parvis",
            "",
            "",
            "02 61 91 00 10",
            "accueil@saint-parvis.example");

    private final DemoForms forms;
    private final DemoPeople people;
    private final DemoTown town;
    private final RequestForms requestForms;
    private final Requests requests;
    private final Handling handling;
    private final CallActs callActs;
    private final CallWindows windows;
    private final DemoPost post;
    private final TiedVisits visits;
    private final Halls halls;
    private final Remedies remedies;
    private final ActingAs acting;
    private final Directory directory;
    private final StoredSettings stored;

    DemoOffice(
            DemoForms forms,
            DemoPeople people,
            DemoTown town,
            RequestForms requestForms,
            Requests requests,
            Handling handling,
            CallActs callActs,
            CallWindows windows,
            DemoPost post,
            TiedVisits visits,
            Halls halls,
            Remedies remedies,
            ActingAs acting,
            Directory directory,
            StoredSettings stored) {
        this.forms = forms;
        this.people = people;
        this.town = town;
        this.requestForms = requestForms;
        this.requests = requests;
        this.handling = handling;
        this.callActs = callActs;
        this.windows = windows;
        this.post = post;
        this.visits = visits;
        this.halls = halls;
        this.remedies = remedies;
        this.acting = acting;
        this.directory = directory;
        this.stored = stored;
    }

    /** Once: what the town does with it then stays done. */
    @Transactional
    public void bring(Instant now) {
        if (stored.find(BROUGHT).isPresent() || forms.areThere()) {
            return;
        }
        acting.run(AGENT, me -> work(me, now));
        stored.put(BROUGHT, "1");
    }

    private void work(Caller me, Instant now) {
        var today = LocalDate.ofInstant(now, directory.zone());
        remedies.change(OFFICES);
        forms.bring();
        var known = people.bring(me, now, today);
        var nursery = nursery(today);
        others(today);
        calls();
        post.bring(known.elder(), today);
        visits(known, nursery);
    }

    private Request nursery(LocalDate today) {
        var asked = receive(
                TownForms.NURSERY,
                new Request.Said("", "", "Maëlle", "Duberceau", DemoPeople.MAIL, DemoPeople.PHONE, null),
                Map.of(
                        "f1", "Lila Duberceau",
                        "f2", "Oui",
                        "f3", today.minusDays(70).toString(),
                        "f5", today.plusMonths(3).withDayOfMonth(1).toString(),
                        "f6", "4",
                        "f7", "Non"));
        handling.take(asked.id());
        handling.note(asked.id(), "Dossier complet, à passer à la prochaine commission.");
        handling.stepDone(asked.id(), 0);
        handling.hear(asked.id(), Channel.SMS, "Bonjour, quand la commission se réunit-elle ? Merci.");
        callActs.told(asked.id(), "Dit au téléphone : la commission se réunit le premier mardi du mois.");
        return asked;
    }

    private void others(LocalDate today) {
        receive(
                TownForms.ROADS,
                new Request.Said("", "", "Claude", "Duseuil", "", "06 39 98 00 21", null),
                Map.of(
                        "f1", "Un trou dans la chaussée",
                        "f3", "quai des Brumes, devant le 12",
                        "f4", "Oui",
                        "f5", "Un cycliste est tombé hier soir."));
        var parking = receive(
                TownForms.PARKING,
                new Request.Said("", "", "Lou", "Laplacette", "lou.laplacette@exemple.example", "", null),
                Map.of("f1", "rue des Lilas", "f2", "AA-000-AA", "f3", "Non", "f4", "À mon employeur"));
        handling.take(parking.id());
        handling.askMissing(
                parking.id(),
                "Il manque la carte grise et l’accord de votre employeur. Vous pouvez les envoyer sur cette page.",
                today.plusDays(10));
    }

    private Request receive(String slug, Request.Said who, Map<String, String> typed) {
        var form = TownForms.of(slug);
        var answers = FormField.read(form.fields(), typed);
        var said = new Request.Said(
                form.type().name(),
                FormField.words(answers),
                who.firstName(),
                who.lastName(),
                who.email(),
                who.phone(),
                null);
        return requestForms.receive(
                new NewRequest(
                        form.type().kind(), form.type(), Channel.WEB, "fr", null, null, said, "demo-office-" + slug),
                answers,
                List.of());
    }

    /** Each in an hour that has a place, whatever the hour now. */
    private void calls() {
        var offered = windows.offered(null);
        for (int i = 0; i < Math.min(CALLS, offered.size()); i++) {
            var name = TO_CALL.get(i).split(" ");
            var window = offered.get(i);
            var said = new Request.Said("", ABOUT.get(i), name[0], name[1], "", "06 39 98 00 3" + i, window.moment());
            requests.receive(new NewRequest(
                    Request.Kind.CALL_BACK,
                    null,
                    Channel.WEB,
                    "fr",
                    null,
                    window.site(),
                    said,
                    "demo-office-call-" + i));
        }
    }

    /** Two of those who are in the hall now. */
    private void visits(DemoPeople.Known known, Request nursery) {
        var board = halls.currentBoard(town.site(TownPlan.SITES.getFirst()).id());
        var here = Stream.concat(
                        board.called().stream(), board.waiting().stream().map(HallBoard.Place::ticket))
                .limit(2)
                .toList();
        if (here.size() == 2) {
            visits.tie(here.getFirst(), nursery);
            visits.tie(here.getLast(), known.elder(), true);
        }
    }
}
