package fr.parvis.procedures.web;

import fr.parvis.platform.web.Language;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.checklist.Checklist;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.procedures.checklist.Told;
import fr.parvis.procedures.editor.LocalWords;
import fr.parvis.procedures.visit.PreparedVisit;
import fr.parvis.procedures.visit.PreparedVisits;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** On the page of a ticket: what the person should have with them, why, and what to do without it. */
@Component("ticketDocuments")
class TicketDocuments {
    private final PreparedVisits visits;
    private final Procedures procedures;
    private final LocalWords words;

    TicketDocuments(PreparedVisits visits, Procedures procedures, LocalWords words) {
        this.visits = visits;
        this.procedures = procedures;
        this.words = words;
    }

    record Prepared(String audience, String sheetId, String title, List<Item> documents) {}

    record Item(String what, String condition, Told why, Told without) {
        /** The sheet does not say in words when it is asked for. */
        public boolean isUnsaid() {
            return condition.equals(Checklist.UNSAID);
        }
    }

    public @Nullable Prepared of(UUID ticketId, Language reader) {
        return visits.of(ticketId)
                .map(visit -> new Prepared(visit.audience(), visit.sheetId(), visit.title(), items(visit, reader)))
                .orElse(null);
    }

    private List<Item> items(PreparedVisit visit, Language reader) {
        var onTheSheet = procedures.find(visit.audience(), visit.sheetId()).stream()
                .flatMap(sheet -> Checklists.of(words.on(sheet)).under(Map.of()).documents().stream())
                .collect(Collectors.toMap(item -> item.document().key(), item -> item, (first, _) -> first));
        return visit.documents().stream()
                .map(paper -> item(paper, onTheSheet.get(paper.key()), reader))
                .toList();
    }

    /** @param same on the sheet as it is now, which may ask for it no more */
    private static Item item(PreparedVisit.Paper paper, Checklist.@Nullable Item same, Language reader) {
        return new Item(
                paper.what(),
                paper.condition(),
                same == null ? Told.NOTHING : same.why(reader),
                same == null ? Told.NOTHING : same.without(reader));
    }
}
