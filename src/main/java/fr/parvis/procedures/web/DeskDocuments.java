package fr.parvis.procedures.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.parvis.directory.Directory;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.procedures.editor.LocalWords;
import fr.parvis.procedures.visit.PreparedVisit;
import fr.parvis.procedures.visit.PreparedVisits;
import fr.parvis.procedures.visit.ServiceSheets;
import fr.parvis.queue.Halls;
import fr.parvis.queue.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** On the agent's screen: what the person should have with them, ticked in one click. */
@Controller("deskDocuments")
class DeskDocuments {
    private static final int SUGGESTED = 5;

    private final PreparedVisits visits;
    private final ServiceSheets sheets;
    private final Procedures procedures;
    private final LocalWords words;
    private final Directory directory;
    private final Halls halls;
    private final Cache<Asked, List<Suggestion>> suggested = Caffeine.newBuilder()
            .maximumSize(1000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    DeskDocuments(
            PreparedVisits visits,
            ServiceSheets sheets,
            Procedures procedures,
            LocalWords words,
            Directory directory,
            Halls halls) {
        this.visits = visits;
        this.sheets = sheets;
        this.procedures = procedures;
        this.words = words;
        this.directory = directory;
        this.halls = halls;
    }

    public @Nullable PreparedVisit of(UUID ticketId) {
        return visits.of(ticketId).orElse(null);
    }

    record Suggestion(String audience, String id, String title) {
        static Suggestion of(Sheet sheet) {
            return new Suggestion(sheet.audience(), sheet.id(), sheet.title());
        }

        /** As a form sends it. */
        public String code() {
            return audience + "/" + id;
        }
    }

    /** @param chosen another choice of the organisation shows at once; what the sheets say, a little later */
    private record Asked(UUID serviceId, List<ServiceSheets.Name> chosen) {}

    /** Procedures to choose from where the person has chosen none: the organisation's own choice, or what is found. */
    public List<Suggestion> suggested(UUID serviceId) {
        return suggested.get(new Asked(serviceId, sheets.names(serviceId)), asked -> {
            var own = asked.chosen().isEmpty()
                    ? List.<Suggestion>of()
                    : sheets.of(serviceId).stream().map(Suggestion::of).toList();
            return own.isEmpty() ? found(serviceId) : own;
        });
    }

    private List<Suggestion> found(UUID serviceId) {
        return procedures.search(directory.service(serviceId).name(), Procedures.PEOPLE, SUGGESTED * 4).stream()
                .flatMap(hit -> procedures.find(hit.audience(), hit.id()).stream())
                .map(words::on)
                .filter(sheet -> Checklists.of(sheet).hasDocuments())
                .limit(SUGGESTED)
                .map(Suggestion::of)
                .toList();
    }

    @PostMapping("/agent/documents/{ticket}/fiche")
    String choose(
            @PathVariable UUID ticket,
            @RequestParam(name = "sheet") String code,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        var cut = code.indexOf('/');
        var sheet = words.on(procedures.get(code.substring(0, Math.max(cut, 0)), code.substring(cut + 1)));
        visits.prepare(ticket(ticket), sheet, Checklists.of(sheet).under(Map.of()));
        return back(script);
    }

    @PostMapping("/agent/documents/{ticket}/{place}")
    String mark(
            @PathVariable UUID ticket,
            @PathVariable int place,
            @RequestParam(name = "state") String code,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script) {
        var state = switch (code.toLowerCase(Locale.ROOT)) {
            case "there" -> PreparedVisit.State.THERE;
            case "missing" -> PreparedVisit.State.MISSING;
            case "unseen" -> PreparedVisit.State.UNSEEN;
            default -> throw ProblemException.field("state", "procedures", "state-unknown", code);
        };
        if (!visits.mark(ticket(ticket).id(), place, state)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-document", place);
        }
        return back(script);
    }

    private Ticket ticket(UUID id) {
        var ticket = halls.ticket(id);
        if (Caller.current()
                .filter(caller -> receivesAt(caller, ticket.siteId()))
                .isEmpty()) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "procedures", "not-your-site");
        }
        return ticket;
    }

    /** An agent receives where the directory says; who has no agent, where the roles hold. */
    private boolean receivesAt(Caller caller, UUID siteId) {
        var agent = caller.agentId();
        return caller.mayActAt(siteId)
                && (agent == null || directory.agent(agent).sites().contains(siteId));
    }

    private static String back(@Nullable String script) {
        return script == null ? "redirect:/agent" : "forward:/agent/poste";
    }
}
