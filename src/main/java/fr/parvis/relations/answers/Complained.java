package fr.parvis.relations.answers;

import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a complaint fills an apology in with.
 *
 * @param category null while it has none: only what fits any is offered
 * @param reason the category in words of the reader's language
 */
public record Complained(@Nullable UUID category, Function<Locale, String> reason, String remedy) {}
