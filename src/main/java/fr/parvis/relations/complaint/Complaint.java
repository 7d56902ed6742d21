package fr.parvis.relations.complaint;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param aboutWords whom it is about, as the person wrote it; "" when they did not
 * @param accused the account of that person, as the staff recognised them
 * @param proposed the account that the words seem to name; null for none
 * @param heldBack nobody has said yet whom it is about: only those who answer for others read it, and nobody has it
 * @param cause the root cause
 * @param remedy what is offered; "" for nothing
 * @param responsible whether we were wrong; null while nobody has said
 */
public record Complaint(
        UUID request,
        @Nullable UUID service,
        @Nullable UUID category,
        String aboutWords,
        @Nullable UUID accused,
        @Nullable UUID proposed,
        boolean heldBack,
        @Nullable UUID cause,
        String remedy,
        @Nullable Boolean responsible) {
    public boolean isExplained() {
        return category != null && cause != null && responsible != null;
    }
}
