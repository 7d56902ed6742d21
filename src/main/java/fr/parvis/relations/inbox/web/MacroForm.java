package fr.parvis.relations.inbox.web;

import fr.parvis.relations.inbox.Macros;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ready-made reply, as it is typed.
 *
 * @param id "" for a new one
 * @param apology "" for what fits any request
 * @param category "" for any
 */
record MacroForm(String id, String name, String words, boolean closes, String apology, String category) {
    static final MacroForm EMPTY = new MacroForm("", "", "", false, "", "");

    static MacroForm of(Macros.Macro macro) {
        var apology = macro.apology();
        var category = macro.category();
        return new MacroForm(
                macro.id().toString(),
                macro.name(),
                macro.words(),
                macro.closes(),
                apology == null ? "" : apology.name(),
                category == null ? "" : category.toString());
    }

    @Nullable
    UUID idOrNull() {
        return ConversationPages.uuid(id);
    }

    Macros.@Nullable Apology kind() {
        return Arrays.stream(Macros.Apology.values())
                .filter(one -> one.name().equals(apology))
                .findFirst()
                .orElse(null);
    }
}
