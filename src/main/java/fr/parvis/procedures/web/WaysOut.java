package fr.parvis.procedures.web;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A set of sheets is seldom whole: what a sheet leads to and what is not here is read where its publisher shows it. */
@Component
class WaysOut {
    private final Procedures procedures;

    WaysOut(Procedures procedures) {
        this.procedures = procedures;
    }

    Sheet of(Sheet sheet) {
        var named = new HashSet<String>();
        collect(sheet.content(), named);
        named.removeAll(procedures.known(named));
        return named.isEmpty() || sheet.address() == null
                ? sheet
                : sheet.with(leadingOut(sheet.content(), sheet, named));
    }

    private static void collect(Part.Element element, Set<String> into) {
        target(element).ifPresent(into::add);
        element.elements().forEach(child -> collect(child, into));
    }

    /** The number of the page that the element leads to. */
    private static Optional<String> target(Part.Element element) {
        var id = element.name().equals("LienInterne")
                ? element.attribute("LienPublication")
                : SheetNames.NAME_A_PAGE.contains(element.name()) ? element.attribute("ID") : "";
        return Optional.of(id).filter(SheetAddresses::isNumber);
    }

    private static Part.Element leadingOut(Part.Element element, Sheet from, Set<String> absent) {
        List<Part> children = element.children().stream()
                .map(part -> part instanceof Part.Element child ? leadingOut(child, from, absent) : part)
                .toList();
        var away = target(element).filter(absent::contains).flatMap(id -> address(from, element, id));
        if (away.isEmpty()) {
            return new Part.Element(element.name(), element.attributes(), children);
        }
        var attributes = new HashMap<>(element.attributes());
        attributes.putIfAbsent("URL", away.get());
        return new Part.Element(
                element.name().equals("LienInterne") ? "LienExterne" : element.name(), attributes, children);
    }

    /** Only among sheets for the same people: the publisher's other addresses follow other rules. */
    static Optional<String> address(Sheet from, Part.Element lead, String id) {
        var audience = lead.attribute("audience").toLowerCase(Locale.ROOT);
        var address = from.address();
        return address != null
                        && address.endsWith("/" + from.id())
                        && (audience.isEmpty() || audience.equals(from.audience()))
                ? SheetAddresses.web(
                        address.substring(0, address.length() - from.id().length()) + id)
                : Optional.empty();
    }
}
