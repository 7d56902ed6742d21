package fr.parvis.directory.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.HolidayRegion;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What an administrator may choose among, and what the addresses of the pages name. */
@Component
class DirectoryChoices {
    private static final List<String> ZONES = List.of(
            "Europe/Paris",
            "America/Guadeloupe",
            "America/Martinique",
            "America/Cayenne",
            "Indian/Reunion",
            "Indian/Mayotte",
            "America/St_Barthelemy",
            "America/Marigot",
            "America/Miquelon",
            "Pacific/Noumea",
            "Pacific/Tahiti",
            "Pacific/Wallis");
    /** The last one is French sign language (ISO 639-3). */
    private static final List<String> LANGUAGES = List.of(
            "fr", "en", "es", "pt", "ar", "uk", "de", "it", "pl", "ro", "ru", "tr", "fa", "ps", "zh", "ta", "fsl");

    private final Directory directory;
    private final MessageSource messages;

    DirectoryChoices(Directory directory, MessageSource messages) {
        this.directory = directory;
        this.messages = messages;
    }

    /** Closed sites too. */
    Site site(String slug) {
        return directory.allSites().stream()
                .filter(site -> site.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "directory", "unknown-site", slug));
    }

    /** Those chosen that exist; any other was never offered by a form. */
    Set<UUID> known(Collection<UUID> services) {
        var known = directory.allServices().stream().map(ServiceOffer::id).toList();
        if (!known.containsAll(services)) {
            throw ProblemException.field("services", "directory", "unknown-service");
        }
        return Set.copyOf(services);
    }

    Set<UUID> knownSites(Collection<UUID> sites) {
        var known = directory.allSites().stream().map(Site::id).toList();
        if (!known.containsAll(sites)) {
            throw ProblemException.field("sites", "directory", "unknown-site", "");
        }
        return Set.copyOf(sites);
    }

    List<Choice> zones(String current, Locale locale) {
        var zones = new ArrayList<>(ZONES);
        if (!zones.contains(current)) {
            zones.add(current);
        }
        return zones.stream()
                .map(zone -> Choice.of(zone, text("directory.zone." + zone, zone, locale)))
                .toList();
    }

    List<Choice> regions(Locale locale) {
        return Arrays.stream(HolidayRegion.values())
                .map(region ->
                        Choice.of(region.code(), text("directory.region." + region.name(), region.name(), locale)))
                .toList();
    }

    List<Choice> services(Collection<UUID> chosen) {
        return directory.allServices().stream()
                .filter(service -> service.active() || chosen.contains(service.id()))
                .map(service -> Choice.of(
                        service.id(), service.letter() + " · " + service.name(), chosen.contains(service.id())))
                .toList();
    }

    List<Choice> sites(Collection<UUID> chosen) {
        return directory.allSites().stream()
                .filter(site -> site.active() || chosen.contains(site.id()))
                .map(site -> Choice.of(site.id(), site.name(), chosen.contains(site.id())))
                .toList();
    }

    List<Choice> languages(Collection<String> chosen, Locale locale) {
        var offered = new LinkedHashSet<>(LANGUAGES);
        offered.addAll(chosen);
        return offered.stream()
                .map(code -> Choice.of(code, language(code, locale), chosen.contains(code)))
                .toList();
    }

    String language(String code, Locale locale) {
        return code.equals("fsl")
                ? text("directory.language.fsl", code, locale)
                : Locale.of(code).getDisplayLanguage(locale);
    }

    /** The first letter that no service has, empty when all are taken. */
    String freeLetter() {
        var taken = directory.allServices().stream().map(ServiceOffer::letter).toList();
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                .chars()
                .mapToObj(Character::toString)
                .filter(letter -> !taken.contains(letter))
                .findFirst()
                .orElse("");
    }

    private String text(String key, String otherwise, Locale locale) {
        var found = messages.getMessage(key, null, otherwise, locale);
        return found == null ? otherwise : found;
    }
}
