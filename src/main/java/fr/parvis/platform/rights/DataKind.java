package fr.parvis.platform.rights;

import org.jspecify.annotations.Nullable;

/**
 * A kind of personal data, as the register of processing tells it. Its words are the texts {@code rights.kind.<code>.name}, {@code purpose},
 * {@code law}, {@code people}, {@code data}, {@code recipients} and {@code term}.
 *
 * @param code kebab-case, the same for good: receipts and exports name it
 * @param term null when something else than time ends it, which {@code rights.kind.<code>.term} says
 */
public record DataKind(
        String code, LegalBasis basis, @Nullable Term term) {}
