package fr.parvis.appointments.web;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.Facilities;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An agenda as it is typed. {@code owner} is {@code agent:<id>}, {@code counter:<id>} or {@code resource}, with its kind. */
record AgendaForm(
        String name,
        String owner,
        String kind,
        Set<UUID> services,
        String stepFree,
        String signLanguage,
        String languages,
        String videoAddress,
        String sector) {
    static final AgendaForm EMPTY = new AgendaForm("", "", "", Set.of(), "", "", "", "", "");

    private static final String YES = "yes";
    private static final int LONGEST_KIND = 40;

    AgendaForm {
        name = Forms.line(name);
        owner = Forms.line(owner);
        kind = Forms.line(kind).toLowerCase(Locale.ROOT);
        services = new TreeSet<>(Forms.ticked(services));
        stepFree = Forms.line(stepFree);
        signLanguage = Forms.line(signLanguage);
        languages = Forms.line(languages).toLowerCase(Locale.ROOT);
        videoAddress = Forms.line(videoAddress);
        sector = Forms.lines(sector);
    }

    static AgendaForm of(Agenda agenda, String sector) {
        var has = agenda.facilities();
        return new AgendaForm(
                agenda.name(),
                "",
                "",
                agenda.services(),
                has.stepFree() ? YES : "",
                has.signLanguage() ? YES : "",
                has.languages().stream().sorted().collect(Collectors.joining(", ")),
                has.videoAddress(),
                sector);
    }

    /** As it is saved: whose it is never changes. */
    AgendaForm changed() {
        return new AgendaForm(name, "", "", services, stepFree, signLanguage, languages, videoAddress, sector);
    }

    public boolean isStepFree() {
        return stepFree.equals(YES);
    }

    public boolean isSignLanguage() {
        return signLanguage.equals(YES);
    }

    Facilities facilities() {
        return new Facilities(
                isStepFree(),
                isSignLanguage(),
                Arrays.stream(languages.split("[\\s,;]+"))
                        .filter(code -> !code.isEmpty())
                        .collect(Collectors.toSet()),
                videoAddress);
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
