package fr.parvis.quality;

import fr.parvis.directory.Directory;
import fr.parvis.platform.DayWords;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Where an action holds and how it stands, as people read it. */
@Component
public class ActionWords {
    private final Directory directory;
    private final MessageSource texts;

    ActionWords(Directory directory, MessageSource texts) {
        this.directory = directory;
        this.texts = texts;
    }

    public String place(ImprovementAction action, Locale locale) {
        var site = action.site();
        var service = action.service();
        return Stream.of(
                        site == null
                                ? text("quality.place.everywhere", locale)
                                : directory.site(site).name(),
                        service == null ? "" : directory.service(service).shownName())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Who has it and until when, or how it ended. */
    public String standing(ImprovementAction action, Map<UUID, String> names, LocalDate today, Locale locale) {
        var next = action.next();
        var on = next == null ? action.endedOn() : next.due();
        var words = text(
                "quality.standing." + action.state(),
                locale,
                on == null ? "" : day(on, locale),
                name(action.owner(), names, locale));
        return action.isLate(today) ? text("quality.standing.late", locale, words) : words;
    }

    public String name(@Nullable UUID account, Map<UUID, String> names, Locale locale) {
        return account == null
                ? text("quality.nobody", locale)
                : names.getOrDefault(account, text("quality.somebody", locale));
    }

    public static String day(LocalDate day, Locale locale) {
        return DayWords.of("d MMM yyyy", day, locale);
    }

    private String text(String key, Locale locale, Object... facts) {
        return Objects.requireNonNull(texts.getMessage(key, facts, locale));
    }
}
