package fr.parvis.procedures.checklist;

import fr.parvis.procedures.Part;
import java.util.Locale;
import java.util.Optional;

/** Contacts of the national format. */
final class Places {
    private Places() {}

    static Optional<Place> of(Part.Element element) {
        var title = element.first("Titre").map(Part.Element::words).orElse("");
        if (title.isEmpty()) {
            return Optional.empty();
        }
        var type = element.attribute("type").toLowerCase(Locale.ROOT);
        var address = element.attribute("URL").isEmpty()
                ? element.below("RessourceWeb")
                        .map(web -> web.attribute("URL"))
                        .findFirst()
                        .orElse("")
                : element.attribute("URL");
        var cerfa = element.attribute("numerocerfa");
        var kind = switch (element.name()) {
            case "OuSAdresser", "OuSAdresserSupport" ->
                type.startsWith("local") ? Place.Kind.COUNTER : Place.Kind.NATIONAL;
            default -> kind(type, cerfa);
        };
        return Optional.of(new Place(kind, title, address, cerfa));
    }

    private static Place.Kind kind(String type, String cerfa) {
        if (!cerfa.isEmpty() || type.contains("formulaire") || type.contains("modèle")) {
            return Place.Kind.FORM;
        }
        return type.contains("simulateur") || type.contains("calcul") ? Place.Kind.CALCULATOR : Place.Kind.ONLINE;
    }
}
