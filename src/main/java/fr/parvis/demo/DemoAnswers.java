package fr.parvis.demo;

import fr.parvis.messaging.ReadingLevel;
import fr.parvis.platform.StoredSettings;
import fr.parvis.platform.web.Language;
import fr.parvis.procedures.Procedures;
import fr.parvis.relations.answers.ModelAnswer;
import fr.parvis.relations.answers.ModelAnswers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What Saint-Parvis answers often: invented, in its own words. */
@Component
class DemoAnswers {
    private static final String BROUGHT = "demo.answers";
    /** So that the list of those to read again is not empty. */
    private static final int TO_READ_AGAIN = 9;

    private static final int REVIEWED_FOR_DAYS = 120;

    private final ModelAnswers answers;
    private final Procedures procedures;
    private final StoredSettings stored;

    DemoAnswers(ModelAnswers answers, Procedures procedures, StoredSettings stored) {
        this.answers = answers;
        this.procedures = procedures;
        this.stored = stored;
    }

    /** Once: what the town does with them then stays done. */
    @Transactional
    public void bring(Instant now) {
        if (stored.find(BROUGHT).isPresent()) {
            return;
        }
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var all = read(today);
        for (int i = 0; i < all.size(); i++) {
            var one = all.get(i);
            var known = !one.sheet().isEmpty()
                    && procedures.known(Set.of(one.sheet())).contains(one.sheet());
            answers.add(new ModelAnswers.Typed(
                    one.title(),
                    one.subject(),
                    null,
                    known ? one.sheet() : "",
                    one.closes(),
                    i % TO_READ_AGAIN == TO_READ_AGAIN - 1 ? today.minusDays(i) : one.reviewOn(),
                    one.owner(),
                    one.texts()));
        }
        stored.put(BROUGHT, "1");
    }

    /** As the file of the demonstration has them. */
    static List<ModelAnswers.Typed> read(LocalDate today) {
        var all = new ArrayList<ModelAnswers.Typed>();
        for (var block : text().split("(?m)^= ")) {
            if (block.isBlank()) {
                continue;
            }
            var parts = block.split("(?m)^\\[");
            var head = Arrays.asList(parts[0].split("\n"));
            var texts = new ArrayList<ModelAnswer.Text>();
            for (int i = 1; i < parts.length; i++) {
                var named = parts[i].substring(0, parts[i].indexOf(']')).split(" ");
                texts.add(new ModelAnswer.Text(
                        Language.of(named[0]).orElseThrow(),
                        ReadingLevel.of(named[1]).orElseThrow(),
                        parts[i].substring(parts[i].indexOf(']') + 1).strip()));
            }
            all.add(new ModelAnswers.Typed(
                    head.getFirst().strip(),
                    line(head, "subject: "),
                    null,
                    line(head, "sheet: "),
                    line(head, "closes: ").equals("yes"),
                    today.plusDays(REVIEWED_FOR_DAYS),
                    TownPlan.PEOPLE.get(all.size() % TownPlan.PEOPLE.size()).name(),
                    List.copyOf(texts)));
        }
        return all;
    }

    private static String line(List<String> head, String name) {
        return head.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse("");
    }

    private static String text() {
        try (var file = Objects.requireNonNull(DemoAnswers.class.getResourceAsStream("/demo/answers.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
