package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An agenda as it is typed. {@code owner} is {@code agent:<id>}, {@code counter:<id>} or {@code resource}, with its kind. */
record AgendaForm(String name, String owner, String kind, Set<UUID> services) {
    private static final int LONGEST_KIND = 40;

    AgendaForm {
        name = Forms.line(name);
        owner = Forms.line(owner);
        kind = Forms.line(kind).toLowerCase(Locale.ROOT);
        services = new TreeSet<>(Forms.ticked(services));
    }

    static AgendaForm of(Agenda agenda) {
        return new AgendaForm(agenda.name(), "", "", agenda.services());
    }

    boolean isResource() {
        return owner.equals(AgendaChoices.RESOURCE);
    }

    /** @param which "agent:" or "counter:" */
    @Nullable
    UUID owner(String which) {
        return owner.startsWith(which) ? UUID.fromString(owner.substring(which.length())) : null;
    }

    @Nullable
    String resource() {
        if (!isResource()) {
            return null;
        }
        if (kind.isEmpty()) {
            throw ProblemException.field("kind", "appointments", "kind-missing");
        }
        if (kind.length() > LONGEST_KIND) {
            throw ProblemException.field("kind", "appointments", "name-too-long", LONGEST_KIND);
        }
        return kind;
    }
}
