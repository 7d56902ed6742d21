package fr.parvis.demo;

import fr.parvis.directory.Directory;
import fr.parvis.procedures.DocumentsChecked;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.Checklist;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.procedures.visit.PreparedVisits;
import fr.parvis.procedures.visit.ServiceSheets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** What people come for at the passport counter of Saint-Parvis: said once, when nothing is said yet; and what they came without. */
@Component
class DemoServiceSheets {
    private static final String SERVICE = "passeport-depot";
    private static final List<String> SHEETS = List.of("F1341", "F21089", "F1342", "F21090", "F14929", "F21091");

    private static final int VISITS = 90;
    /** How often the first documents of a list are missing. */
    private static final double[] MISSED = {0.02, 0.31, 0.09, 0.16, 0.05};

    private final ServiceSheets sheets;
    private final PreparedVisits visits;
    private final DemoTown town;
    private final Procedures procedures;
    private final Directory directory;

    DemoServiceSheets(
            ServiceSheets sheets, PreparedVisits visits, DemoTown town, Procedures procedures, Directory directory) {
        this.sheets = sheets;
        this.visits = visits;
        this.town = town;
        this.procedures = procedures;
        this.directory = directory;
    }

    void bring(Instant now) {
        if (!sheets.isEmpty()) {
            return;
        }
        directory.allServices().stream()
                .filter(service -> service.slug().equals(SERVICE))
                .forEach(service -> SHEETS.forEach(id -> procedures
                        .find(Procedures.PEOPLE, id)
                        .ifPresent(sheet -> {
                            sheets.add(service, sheet);
                            visits.count(past(sheet, now));
                        })));
    }

    /** What people have come without in the last sixty days. */
    private List<DocumentsChecked> past(Sheet sheet, Instant now) {
        var random = new SplittableRandom(sheet.id().hashCode());
        var site = town.site(TownPlan.SITES.getFirst());
        var documents = Checklists.of(sheet).under(Map.of()).documents().stream()
                .filter(item -> item.ifs().isEmpty())
                .map(Checklist.Item::document)
                .limit(MISSED.length)
                .toList();
        return IntStream.range(0, VISITS)
                .mapToObj(i -> new DocumentsChecked(
                        site.organisationId(),
                        site.id(),
                        sheet.audience(),
                        sheet.id(),
                        IntStream.range(0, documents.size())
                                .mapToObj(place -> new DocumentsChecked.Seen(
                                        documents.get(place).key(),
                                        documents.get(place).what(),
                                        random.nextDouble() < MISSED[place]))
                                .toList(),
                        now.minus(Duration.ofMinutes(random.nextLong(24 * 60, 60 * 24 * 60)))))
                .toList();
    }
}
