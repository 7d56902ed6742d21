package fr.parvis.relations.answers;

import fr.parvis.relations.Interaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person has said and waits for an answer to.
 *
 * @param said since the last words to the person; all that they ever said when nothing waits
 * @param since when the first of them came; null when nothing waits
 */
public record Waiting(List<Interaction> said, @Nullable Instant since) {
    public static Waiting of(List<Interaction> all) {
        var said = new ArrayList<Interaction>();
        for (var one : all) {
            if (one.direction() == Interaction.Direction.OUT) {
                said.clear();
            } else if (one.direction() == Interaction.Direction.IN) {
                said.add(one);
            }
        }
        if (!said.isEmpty()) {
            return new Waiting(List.copyOf(said), said.getFirst().at());
        }
        var ever =
                all.stream()
                        .filter(one -> one.direction() == Interaction.Direction.IN)
                        .reduce((_, last) -> last)
                        .stream()
                        .toList();
        return new Waiting(ever, null);
    }

    public String words() {
        return said.stream()
                .map(one -> Objects.requireNonNullElse(one.words(), ""))
                .collect(Collectors.joining("\n"));
    }
}
