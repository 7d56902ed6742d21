package fr.parvis.procedures.editor;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Accounts;
import fr.parvis.platform.web.Choice;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The names that an editor reads for what a text only refers to. */
@Component
class TextLabels {
    private static final List<String> FIELDS = List.of(
            "theme",
            "why",
            "instead",
            "without",
            "cost",
            "delay",
            "where",
            "sites",
            "services",
            "everyday",
            "review",
            "place");

    private final MessageSource messages;
    private final Directory directory;
    private final Accounts accounts;

    TextLabels(MessageSource messages, Directory directory, Accounts accounts) {
        this.messages = messages;
        this.directory = directory;
        this.accounts = accounts;
    }

    /** What the text says, line by line. */
    List<String> lines(LocalText text, Locale locale) {
        var labels = new HashMap<String, String>();
        FIELDS.forEach(field -> labels.put(field, text("editor.line." + field, locale)));
        Arrays.stream(Overlay.Place.values())
                .forEach(place -> labels.put(place.name(), text("editor.place." + place, locale)));
        Arrays.stream(OwnSheet.Form.values())
                .forEach(form -> labels.put(form.name(), text("editor.form." + form, locale)));
        directory.allSites().forEach(site -> labels.put(site.id().toString(), site.name()));
        directory.allServices().forEach(service -> labels.put(service.id().toString(), service.name()));
        return SheetLines.of(text, labels);
    }

    List<Choice> forms(Locale locale) {
        return Arrays.stream(OwnSheet.Form.values())
                .map(form -> Choice.of(form, text("editor.form." + form, locale)))
                .toList();
    }

    List<Choice> places(Locale locale) {
        return Arrays.stream(Overlay.Place.values())
                .map(place -> Choice.of(place, text("editor.place." + place, locale)))
                .toList();
    }

    List<Choice> sites(Set<UUID> chosen) {
        return directory.sites().stream()
                .map(site -> Choice.of(site.id(), site.name(), chosen.contains(site.id())))
                .toList();
    }

    List<Choice> services(Set<UUID> chosen) {
        return directory.allServices().stream()
                .filter(service -> service.active())
                .map(service -> Choice.of(service.id(), service.name(), chosen.contains(service.id())))
                .toList();
    }

    /** The names of accounts, asked for once. */
    record People(Map<UUID, String> names, String itself, String somebody) {
        /** @param account null for what Parvis did by itself */
        String name(@Nullable UUID account) {
            return account == null ? itself : names.getOrDefault(account, somebody);
        }
    }

    People people(Locale locale) {
        return new People(
                accounts.list().stream().collect(Collectors.toMap(Accounts.Account::id, Accounts.Account::name)),
                text("editor.by-itself", locale),
                text("editor.somebody", locale));
    }

    String text(String key, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, key, locale));
    }
}
