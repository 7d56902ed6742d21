package fr.parvis.platform.rights;

import org.jspecify.annotations.Nullable;

/**
 * A kind of personal data, as the register of processing tells it. Its words are the texts {@code rights.kind.<code>.name}, {@code purpose},
 * {@code law}, {@code people}, {@code data}, {@code recipients} and {@code start}.
 *
 * @param code kebab-case, the same for good: receipts and exports name it
 * @param term null when something else than time ends it, which {@code rights.kind.<code>.start} says
 * @param staff it is of those who work here: the public page leaves it out
 */
public record DataKind(
        String code, LegalBasis basis, @Nullable Term term, boolean staff) {
    public DataKind(String code, LegalBasis basis, @Nullable Term term) {
        this(code, basis, term, false);
    }

    /** The same, of those who work here and not of those who come. */
    public DataKind ofStaff() {
        return new DataKind(code, basis, term, true);
    }
}
