package fr.parvis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import fr.parvis.messaging.ReadingLevel;
import fr.parvis.platform.Ids;
import fr.parvis.platform.web.Language;
import fr.parvis.relations.answers.AnswerSuggestions;
import fr.parvis.relations.answers.ModelAnswer;
import fr.parvis.relations.answers.ModelAnswers;
import fr.parvis.testing.OwnTime;
import fr.parvis.testing.ParvisTest;
import fr.parvis.testing.Town;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** On the answers of the demonstration, and on messages of which half were never looked at while the weights were chosen. */
@ParvisTest
@DisplayName("The model answers that are offered for a message")
class AnswerRecallIT {
    private static final int SEED = 37;
    private static final int MANY = 500;
    /** What is promised is 50 ms at rest. */
    private static final Duration LONGEST = Duration.ofMillis(50);

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

    private record Case(String message, String title) {}

    private record Recall(double first, double shown, List<String> missed) {}

    @Autowired
    Town town;

    @Autowired
    ModelAnswers answers;

    @Autowired
    AnswerSuggestions suggestions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void arrive() {
        town.place(1, 1);
    }

    private static List<Case> cases() {
        try (var file = Objects.requireNonNull(AnswerRecallIT.class.getResourceAsStream("/answers/messages.tsv"))) {
            var all = new ArrayList<>(Stream.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(parts -> new Case(parts[0], parts[1]))
                    .toList());
            Collections.shuffle(all, new Random(SEED));
            return all;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Recall recall(List<Case> cases) {
        int first = 0;
        int shown = 0;
        var missed = new ArrayList<String>();
        for (var one : cases) {
            var titles = suggestions.like(one.message()).stream()
                    .map(found -> found.answer().title())
                    .toList();
            first += !titles.isEmpty() && titles.getFirst().equals(one.title()) ? 1 : 0;
            shown += titles.contains(one.title()) ? 1 : 0;
            if (!titles.contains(one.title())) {
                missed.add(one.message() + " -> " + titles);
            }
        }
        return new Recall((double) first / cases.size(), (double) shown / cases.size(), missed);
    }

    /** What is done in it is undone: others find the answers as they were. */
    private void among(List<ModelAnswers.Typed> some, Runnable act) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from relations.model_answer").update();
            some.forEach(one -> answers.add(new ModelAnswers.Typed(
                    one.title(), one.subject(), null, "", false, one.reviewOn(), one.owner(), one.texts())));
            jdbc.sql("analyze relations.model_answer").update();
            jdbc.sql("analyze relations.model_answer_stem").update();
            jdbc.sql("analyze relations.model_answer_vocabulary").update();
            act.run();
            status.setRollbackOnly();
        });
    }

    @Test
    void have_the_right_one_among_three() {
        among(DemoAnswers.read(TODAY), () -> {
            var cases = cases();
            var development = recall(cases.subList(0, cases.size() / 2));
            var heldOut = recall(cases.subList(cases.size() / 2, cases.size()));
            System.out.printf(
                    "answers: development %.2f / %.2f %s%n",
                    development.first(), development.shown(), development.missed());
            System.out.printf("answers: held out %.2f / %.2f%n", heldOut.first(), heldOut.shown());
            assertThat(heldOut.shown()).isGreaterThanOrEqualTo(0.85);
            assertThat(heldOut.first()).isGreaterThanOrEqualTo(0.7);
        });
    }

    @Test
    void are_none_when_nothing_is_like_it() {
        among(
                DemoAnswers.read(TODAY),
                () -> assertThat(suggestions.like("Bonjour, merci et bonne journée."))
                        .isEmpty());
    }

    /** What both processes compute, of five tries the least: the machine may have other things to do. */
    @Test
    void come_at_once_even_among_many() {
        var some = DemoAnswers.read(TODAY);
        var random = new Random(SEED);
        var words = some.stream()
                .flatMap(one -> one.texts().stream())
                .flatMap(text -> Stream.of(text.words().split("\\s+")))
                .toList();
        var many = new ArrayList<>(some);
        while (many.size() < MANY) {
            var like = some.get(random.nextInt(some.size()));
            var mixed = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                mixed.append(words.get(random.nextInt(words.size())).replaceAll("[{}]", ""))
                        .append(' ');
            }
            many.add(new ModelAnswers.Typed(
                    like.title() + " " + Ids.token().substring(0, 6),
                    like.subject(),
                    null,
                    "",
                    false,
                    TODAY,
                    "",
                    List.of(new ModelAnswer.Text(Language.FRENCH, ReadingLevel.USUAL, mixed.toString()))));
        }
        among(many, () -> {
            var took = cases().stream()
                    .map(one -> IntStream.range(0, 5)
                            .mapToObj(_ -> computing(() -> suggestions.like(one.message())))
                            .min(Comparator.naturalOrder())
                            .orElseThrow())
                    .sorted()
                    .toList();
            var slow = took.get(took.size() * 95 / 100);
            System.out.printf(
                    "answers: among %d, p50 %.1f ms, p95 %.1f ms of computing%n",
                    MANY, took.get(took.size() / 2).toNanos() / 1e6, slow.toNanos() / 1e6);
            assertThat(slow).isLessThan(LONGEST);
        });
    }

    /** Here, and in the process of the database that serves this connection. */
    private Duration computing(Runnable act) {
        var database = Path.of("/proc/%d/schedstat"
                .formatted(jdbc.sql("select pg_backend_pid()").query(Long.class).single()));
        assumeThat(database).isReadable();
        var before = nanos(database);
        var here = OwnTime.of(act);
        return here.plusNanos(nanos(database) - before);
    }

    private static long nanos(Path schedule) {
        try {
            return Long.parseLong(Files.readString(schedule).split(" ")[0]);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
