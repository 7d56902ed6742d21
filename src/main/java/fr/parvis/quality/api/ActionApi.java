package fr.parvis.quality.api;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.quality.ActionList;
import fr.parvis.quality.ImprovementAction;
import fr.parvis.quality.ImprovementAction.Origin;
import fr.parvis.quality.ImprovementAction.State;
import fr.parvis.quality.Owners;
import fr.parvis.relations.OfficeDays;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Improvement actions, for programs of the organisation. */
@RestController
class ActionApi {
    private static final int USUAL = 50;
    private static final int MOST = 200;

    record ActionStep(String what, LocalDate due) {}

    /** {@code kind}: complaints, with the root cause that came back in French, or hand. */
    record ActionOrigin(String kind, @Nullable String cause) {}

    /**
     * {@code state}: open (nobody has taken it up), taken-up, done or dropped. {@code dueness}: late when the day of the next step has passed,
     * in-time, or ended. {@code site}: null for the whole organisation.
     */
    record ActionBody(
            UUID id,
            String title,
            String state,
            @Nullable String owner,
            @Nullable ActionStep nextStep,
            String dueness,
            ActionOrigin origin,
            @Nullable String site,
            @Nullable String service,
            OffsetDateTime openedAt,
            @Nullable LocalDate endedOn,
            String outcome) {}

    /** {@code next}: what {@code after} is for the following ones; null after the last. */
    record Actions(List<ActionBody> actions, @Nullable UUID next) {}

    private final ActionList list;
    private final Owners owners;
    private final OfficeDays days;
    private final Directory directory;

    ActionApi(ActionList list, Owners owners, OfficeDays days, Directory directory) {
        this.list = list;
        this.owners = owners;
        this.days = days;
        this.directory = directory;
    }

    @GetMapping("/api/v1/actions")
    @PreAuthorize("hasAuthority('SCOPE_actions:read')")
    @Operation(
            summary = "Improvement actions",
            description =
                    "With a token for supervisors, quality or administrators (scope actions:read). The latest opened first.")
    public Actions list(
            @Parameter(description = "open, taken-up, done or dropped; all when it is missing")
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @Parameter(description = "the slug of a site") @RequestParam(required = false) @Nullable String site,
            @Parameter(description = "the next of the answer before") @RequestParam(required = false) @Nullable
                    UUID after,
            @Parameter(description = "from 1 to 200; 50 when it is missing") @RequestParam(required = false) @Nullable
                    Integer limit) {
        var most = limit == null ? USUAL : limit;
        if (most < 1 || most > MOST) {
            throw ProblemException.field("limit", "quality", "limit-out-of-range", MOST);
        }
        var found = list.after(after, states(state), site(site), most + 1);
        var shown = found.subList(0, Math.min(most, found.size()));
        var names = owners.names();
        return new Actions(
                shown.stream().map(one -> body(one, names)).toList(),
                found.size() > most ? shown.getLast().id() : null);
    }

    private static Set<State> states(@Nullable String code) {
        if (code == null || code.isBlank()) {
            return EnumSet.allOf(State.class);
        }
        return Arrays.stream(State.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .map(Set::of)
                .orElseThrow(() -> ProblemException.field("state", "quality", "state-unknown", code));
    }

    private @Nullable UUID site(@Nullable String slug) {
        return slug == null || slug.isBlank()
                ? null
                : directory
                        .findSite(slug)
                        .orElseThrow(() -> ProblemException.field("site", "quality", "site-unknown", slug))
                        .id();
    }

    private ActionBody body(ImprovementAction one, Map<UUID, String> names) {
        var next = one.next();
        var owner = one.owner();
        var site = one.site();
        var service = one.service();
        return new ActionBody(
                one.id(),
                one.title(),
                one.state().code(),
                owner == null ? null : names.get(owner),
                next == null ? null : new ActionStep(next.what(), next.due()),
                !one.state().isOpen() ? "ended" : one.isLate(days.today()) ? "late" : "in-time",
                one.origin() instanceof Origin.Recurrence cause
                        ? new ActionOrigin("complaints", cause.cause())
                        : new ActionOrigin("hand", null),
                site == null ? null : directory.site(site).slug(),
                service == null ? null : directory.service(service).slug(),
                one.openedAt().atZone(directory.zone()).toOffsetDateTime(),
                one.endedOn(),
                one.outcome());
    }
}
