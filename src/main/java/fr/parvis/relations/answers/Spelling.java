package fr.parvis.relations.answers;

import fr.parvis.procedures.clear.GrammarCheck;
import fr.parvis.procedures.clear.Hindrance;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The spelling of a text, by {@link GrammarCheck}, beside the request that asks: the first check loads the dictionary, and nobody waits for
 * that. Whoever asks again a moment later has it.
 */
@Component
class Spelling implements DisposableBean {
    /** @param complete false when it was not done in time */
    record Checked(List<Hindrance> faults, boolean complete) {}

    private static final Duration PATIENCE = Duration.ofMillis(1200);
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private final GrammarCheck grammar;
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("spelling").factory());

    Spelling(GrammarCheck grammar) {
        this.grammar = grammar;
    }

    /** @param names that no dictionary has: of people, places and services */
    Checked check(String french, Set<String> names) {
        var checked = CompletableFuture.supplyAsync(() -> grammar.checkWithin(LONGEST, french), executor);
        try {
            var done = checked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new Checked(
                    done.hindrances().stream()
                            .filter(one -> !isName(one.words(), names))
                            .toList(),
                    done.complete());
        } catch (TimeoutException late) {
            return new Checked(List.of(), false);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Checked(List.of(), false);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static boolean isName(String words, Set<String> names) {
        return Arrays.stream(words.split("[^\\p{L}\\p{M}\\d]+"))
                .filter(word -> !word.isEmpty())
                .allMatch(word -> names.contains(TenseWords.plain(word)));
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }
}
