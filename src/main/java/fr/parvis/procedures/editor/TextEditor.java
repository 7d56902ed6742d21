package fr.parvis.procedures.editor;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.procedures.LocalSheets;
import fr.parvis.procedures.SheetHistory;
import fr.parvis.procedures.editor.LocalTexts.Act;
import fr.parvis.procedures.editor.LocalTexts.Entry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes, reviews and publishes local texts. Every version that was saved is kept. What Parvis does by itself (the
 * demonstration) needs no second pair of eyes.
 */
@Component
@Transactional
public class TextEditor {
    private final LocalTexts texts;
    private final LocalWords words;
    private final LocalSheets sheets;
    private final SheetHistory history;
    private final Directory directory;
    private final FourEyes fourEyes;
    private final AuditLog audit;
    private final Clock clock;

    TextEditor(
            LocalTexts texts,
            LocalWords words,
            LocalSheets sheets,
            SheetHistory history,
            Directory directory,
            FourEyes fourEyes,
            AuditLog audit,
            Clock clock) {
        this.texts = texts;
        this.words = words;
        this.sheets = sheets;
        this.history = history;
        this.directory = directory;
        this.fourEyes = fourEyes;
        this.audit = audit;
        this.clock = clock;
    }

    /** Nobody has written anything yet. */
    public boolean isEmpty() {
        return texts.all().isEmpty();
    }

    /** A first draft. */
    public UUID create(LocalText text) {
        if (text instanceof OwnSheet own && texts.findOwn(own.sheetId()).isPresent()) {
            throw ProblemException.field("slug", "procedures", "own-sheet-exists", own.sheetId());
        }
        var id = texts.create(directory.organisation().id(), text, hash(text));
        texts.note(id, 1, Act.SAVED, now(), account());
        audit("local-text-saved", text);
        return id;
    }

    /**
     * A new version, unless nothing changed. What waits for its review becomes a draft again.
     *
     * @param basedOn the version that was being edited
     * @throws ProblemException 409 when somebody else has saved since
     */
    public void save(UUID id, int basedOn, LocalText text) {
        var entry = texts.lock(id).orElseThrow(LocalWords::unknown);
        if (entry.newest() != basedOn) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "procedures", "text-changed-meanwhile", "version", Map.of());
        }
        if (!entry.text().equals(text)) {
            add(entry, text, Act.SAVED);
        }
    }

    /** An older version again, as a new draft. */
    public void restore(UUID id, int version) {
        var entry = texts.lock(id).orElseThrow(LocalWords::unknown);
        add(entry, texts.version(id, version).orElseThrow(LocalWords::unknown), Act.RESTORED);
    }

    private void add(Entry entry, LocalText text, Act act) {
        int version = entry.newest() + 1;
        texts.add(entry.id(), version, text);
        texts.seen(entry.id(), hash(text));
        texts.note(entry.id(), version, act, now(), account());
        audit("local-text-saved", text);
    }

    public void submit(UUID id) {
        var entry = changing(id, State::maySubmit);
        texts.state(id, State.REVIEW);
        texts.note(id, entry.newest(), Act.SUBMITTED, now(), account());
        audit("local-text-submitted", entry.text());
    }

    public void sendBack(UUID id) {
        var entry = changing(id, State::maySendBack);
        texts.state(id, State.DRAFT);
        texts.note(id, entry.newest(), Act.SENT_BACK, now(), account());
        audit("local-text-sent-back", entry.text());
    }

    /** The public reads the newest version from now on. */
    public void publish(UUID id) {
        var entry = changing(id, State::mayPublish);
        if (!mayPublish(entry)) {
            throw FourEyes.refusal();
        }
        var now = now();
        if (entry.text() instanceof OwnSheet own) {
            sheets.put(words.sheet(own, now), directory.organisation().id(), own.everyday());
        }
        texts.publish(id, State.PUBLISHED, entry.newest(), now);
        texts.note(id, entry.newest(), Act.PUBLISHED, now, account());
        audit("local-text-published", entry.text());
    }

    boolean mayPublish(Entry entry) {
        var caller = account();
        return caller == null || fourEyes.mayPublish(caller, texts.authors(entry));
    }

    /** The public reads nothing of it any more; everything is kept. */
    public void withdraw(UUID id) {
        var entry = texts.lock(id).orElseThrow(LocalWords::unknown);
        if (entry.published() == null) {
            throw new ProblemException(HttpStatus.CONFLICT, "procedures", "text-other-state");
        }
        if (entry.text() instanceof OwnSheet own) {
            sheets.remove(own.audience(), own.sheetId());
        }
        var state = entry.state() == State.PUBLISHED ? State.WITHDRAWN : entry.state();
        texts.publish(id, state, null, now());
        texts.note(id, entry.published(), Act.WITHDRAWN, now(), account());
        audit("local-text-withdrawn", entry.text());
    }

    /** Somebody has looked: the words are still right on the national sheet as it is now. */
    public void confirm(UUID id, String hash) {
        var entry = texts.lock(id).orElseThrow(LocalWords::unknown);
        if (!hash.equals(entry.hashNow())) {
            throw new ProblemException(HttpStatus.CONFLICT, "procedures", "sheet-changed-again");
        }
        texts.seen(id, hash);
        texts.note(id, entry.newest(), Act.CONFIRMED, now(), account());
        audit("local-text-confirmed", entry.text());
    }

    private interface Rule {
        boolean allows(State state);
    }

    private Entry changing(UUID id, Rule rule) {
        var entry = texts.lock(id).orElseThrow(LocalWords::unknown);
        if (!rule.allows(entry.state())) {
            throw new ProblemException(HttpStatus.CONFLICT, "procedures", "text-other-state");
        }
        return entry;
    }

    private @Nullable String hash(LocalText text) {
        return text instanceof Overlay over
                ? history.hash(over.audience(), over.sheetId()).orElse(null)
                : null;
    }

    private void audit(String act, LocalText text) {
        if (account() != null) {
            audit.write(act, text instanceof OwnSheet own ? own.title() : text.sheetId());
        }
    }

    private static @Nullable UUID account() {
        return Caller.current().map(Caller::id).orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
