package fr.parvis.relations;

import fr.parvis.platform.web.Language;
import fr.parvis.relations.law.LegalRule;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The type of request by which somebody uses a right over their data, answered within a month (RGPD art. 12, 3). Templates ask it. */
@Component("dataRights")
@Transactional
public class DataRights {
    public static final String SLUG = "mes-donnees";

    /** Of work: never more than a month. */
    private static final int DAYS = 19;

    private final RequestTypes types;
    private final TypeEditor editor;
    private final MessageSource texts;

    DataRights(RequestTypes types, TypeEditor editor, MessageSource texts) {
        this.types = types;
        this.editor = editor;
        this.texts = texts;
    }

    /** Whether people find it among the forms. */
    @Transactional
    public boolean isOffered() {
        return types.find(SLUG).isPresent();
    }

    /** Whether it was made, perhaps to be put away again. */
    @Transactional
    public boolean isMade() {
        return types.all().stream().anyMatch(one -> one.slug().equals(SLUG));
    }

    /** Once; an administrator changes it like any other. */
    public UUID make() {
        return types.all().stream()
                .filter(one -> one.slug().equals(SLUG))
                .map(RequestType::id)
                .findFirst()
                .orElseGet(this::first);
    }

    private UUID first() {
        var id = TypeEditor.newId();
        editor.save(
                new RequestType(
                        id,
                        SLUG,
                        Objects.requireNonNull(
                                texts.getMessage("relations.types.data-rights", null, Language.FRENCH.locale())),
                        Request.Kind.APPLICATION,
                        null,
                        List.of(),
                        DAYS,
                        new LegalRule(LegalRule.Silence.NOTHING, Period.ZERO, true, "RGPD art. 12, 3"),
                        true),
                List.of());
        return id;
    }
}
