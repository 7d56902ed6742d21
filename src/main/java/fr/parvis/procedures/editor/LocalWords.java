package fr.parvis.procedures.editor;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What an organisation has written, as the public reads it. */
@Component
public class LocalWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.FRENCH);

    private final LocalTexts texts;
    private final Procedures procedures;
    private final Directory directory;
    private final Clock clock;

    LocalWords(LocalTexts texts, Procedures procedures, Directory directory, Clock clock) {
        this.texts = texts;
        this.procedures = procedures;
        this.directory = directory;
        this.clock = clock;
    }

    /** A national sheet with what the organisation has published on it; an own one with its sites as they are now. */
    public Sheet on(Sheet sheet) {
        return sheet.isLocal() ? own(sheet) : over(sheet, null);
    }

    private Sheet own(Sheet sheet) {
        return texts.publishedOwn(sheet.id())
                .filter(entry -> entry.publishedAt() != null)
                .filter(entry -> entry.text() instanceof OwnSheet)
                .map(entry -> sheet((OwnSheet) entry.text(), Objects.requireNonNull(entry.publishedAt())))
                .orElse(sheet);
    }

    /** What a link leads to, with what the organisation has published on it; see {@link Procedures#linked}. */
    public Sheet linked(String audience, String id) {
        return on(procedures.linked(audience, id));
    }

    /** Of an own sheet: in the reader's language, if the organisation has translated it. */
    public Optional<Translated> translation(Sheet sheet, String language) {
        return sheet.isLocal() && !language.equals("fr")
                ? texts.publishedOwn(sheet.id()).flatMap(entry -> translation(entry.text(), language))
                : Optional.empty();
    }

    /** The same, of the newest version. */
    public Optional<Translated> previewTranslation(UUID id, String language) {
        return texts.find(id).flatMap(entry -> translation(entry.text(), language));
    }

    /** @param behind the French has changed since */
    public record Translated(String title, Sheet sheet, boolean behind) {}

    static Optional<Translated> translation(LocalText text, String language) {
        if (!(text instanceof OwnSheet own)) {
            return Optional.empty();
        }
        return Optional.ofNullable(own.translations().get(language))
                .map(found -> new Translated(
                        found.title(),
                        OwnSheetTree.translated(own, found),
                        !found.of().equals(own.french())));
    }

    /** As the public would read the newest version. */
    public Sheet preview(UUID id) {
        var entry = texts.find(id).orElseThrow(LocalWords::unknown);
        return switch (entry.text()) {
            case OwnSheet own -> sheet(own, clock.instant());
            case Overlay overlay -> over(procedures.get(overlay.audience(), overlay.sheetId()), entry);
        };
    }

    static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "procedures", "unknown-text");
    }

    /** @param draft stands for what is published of the same text */
    private Sheet over(Sheet sheet, LocalTexts.@Nullable Entry draft) {
        var shown = sheet;
        for (var entry : texts.publishedOver(sheet.audience(), sheet.id()).reversed()) {
            if (draft == null || !entry.id().equals(draft.id())) {
                shown = over(shown, entry.text(), entry.publishedAt());
            }
        }
        return draft == null ? shown : over(shown, draft.text(), clock.instant());
    }

    private Sheet over(Sheet sheet, LocalText text, @Nullable Instant since) {
        return text instanceof Overlay overlay
                ? OverlayTree.over(
                        sheet,
                        overlay,
                        directory.organisation().name() + (since == null ? "" : ", " + DAY.format(day(since))))
                : sheet;
    }

    Sheet sheet(OwnSheet own, Instant published) {
        return OwnSheetTree.of(own, where(own), day(published));
    }

    private List<OwnSheetTree.Where> where(OwnSheet own) {
        return directory.sites().stream()
                .filter(site -> own.sites().contains(site.id()))
                .map(site -> new OwnSheetTree.Where(site.name(), site.address(), services(site.id(), own.services())))
                .toList();
    }

    private List<String> services(UUID site, Set<UUID> wanted) {
        return directory.servicesAt(site).stream()
                .filter(service -> wanted.contains(service.id()))
                .map(service -> service.name())
                .toList();
    }

    private LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, directory.zone());
    }
}
