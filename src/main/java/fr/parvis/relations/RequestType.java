package fr.parvis.relations;

import fr.parvis.relations.law.LegalRule;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A kind of request that the organisation distinguishes, with its own time and rule.
 *
 * @param sheet number of the procedure's sheet
 * @param steps what the person reads while it is worked on, in order
 * @param days working days within which an answer is promised
 */
public record RequestType(
        UUID id,
        String slug,
        String name,
        Request.Kind kind,
        @Nullable String sheet,
        List<String> steps,
        int days,
        LegalRule rule,
        boolean active) {}
