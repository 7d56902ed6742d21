package fr.parvis.platform.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with a form, so that the person hears all of it at once. */
public final class Corrections {
    private final List<ProblemException> wrong = new ArrayList<>();

    /** @return null when it must be corrected; {@link #demand} then throws */
    public <T> @Nullable T of(Supplier<@Nullable T> field) {
        try {
            return field.get();
        } catch (ProblemException refusal) {
            add(refusal);
            return null;
        }
    }

    public void check(Runnable field) {
        of(() -> {
            field.run();
            return null;
        });
    }

    /** What is said first of a field is enough. */
    private void add(ProblemException refusal) {
        if (wrong.stream().noneMatch(other -> Objects.equals(other.field(), refusal.field()))) {
            wrong.add(refusal);
        }
        for (var also : refusal.getSuppressed()) {
            if (also instanceof ProblemException other) {
                add(other);
            }
        }
    }

    public boolean isNeeded() {
        return !wrong.isEmpty();
    }

    /** @throws ProblemException the first refusal; it holds the others as suppressed ones */
    public void demand() {
        if (isNeeded()) {
            var first = wrong.getFirst();
            var known = List.of(first.getSuppressed());
            wrong.stream().skip(1).filter(other -> !known.contains(other)).forEach(first::addSuppressed);
            throw first;
        }
    }
}
