package fr.parvis.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Where in the menu of the staff the page that is being drawn belongs. Templates ask it as a bean. */
@Component("staffMenu")
@ConditionalOnWebApplication
public class StaffMenu {
    /** A page belongs to the first that it is under: the narrower before the wider. */
    private static final List<String> ENTRIES = List.of(
            "/agent/rendez-vous",
            "/agent/messages",
            "/agent/reponses",
            "/agent/courrier",
            "/agent/discussions",
            "/agent/appels/note",
            "/agent/appels",
            "/agent/usagers",
            "/agent/demandes",
            "/agent/echeances",
            "/agent/reclamations",
            "/agent",
            "/pilotage",
            "/qualite",
            "/admin",
            "/partenaire",
            "/compte");

    private final HttpServletRequest request;

    /** @param request stands for the one that is being answered */
    StaffMenu(HttpServletRequest request) {
        this.request = request;
    }

    /** The value of {@code aria-current}, none for an entry that this page is not of. */
    public @Nullable String current(String entry) {
        var page = Problems.address(request);
        return ENTRIES.stream()
                .filter(one -> page.equals(one) || page.startsWith(one + "/"))
                .findFirst()
                .filter(entry::equals)
                .map(_ -> page.equals(entry) ? "page" : "true")
                .orElse(null);
    }
}
