package fr.parvis.rights.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.rights.Term;
import fr.parvis.platform.web.Choice;
import fr.parvis.rights.Nights;
import fr.parvis.rights.Receipt;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Codes, days and lengths in words. */
@Component
class RightsWords {
    private final MessageSource texts;
    private final Directory directory;

    RightsWords(MessageSource texts, Directory directory) {
        this.texts = texts;
        this.directory = directory;
    }

    record Count(String name, int count) {}

    record Kept(String name, String until, boolean over) {}

    /** A receipt, in words. */
    record Line(
            String number,
            String day,
            String reason,
            String checked,
            boolean answered,
            int total,
            List<Count> counts,
            List<Kept> kept) {}

    /**
     * A kind of data, as the register and the public page tell it.
     *
     * @param basis name of a {@code LegalBasis}
     */
    record KindLine(String code, String basis, String length) {}

    KindLine line(Nights.Line line, Locale locale) {
        return new KindLine(line.kind().code(), line.kind().basis().name(), length(line.kept(), locale));
    }

    Line line(Receipt receipt, Locale locale) {
        return new Line(
                receipt.number(),
                day(receipt.at(), locale),
                text("rights.reason." + receipt.reason().code(), locale),
                text("rights.checked." + receipt.checked().code(), locale),
                receipt.answered(),
                receipt.total(),
                receipt.counts().entrySet().stream()
                        .map(one -> new Count(kind(one.getKey(), locale), one.getValue()))
                        .toList(),
                receipt.kept().stream()
                        .map(one ->
                                new Kept(kind(one.kind(), locale), day(one.until(), locale), one.erasedAt() != null))
                        .toList());
    }

    String kind(String code, Locale locale) {
        return text("rights.kind." + code + ".name", locale);
    }

    String organisation() {
        return directory.organisation().name();
    }

    String day(Instant at, Locale locale) {
        return day(LocalDate.ofInstant(at, directory.zone()), locale);
    }

    static String day(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    String moment(Instant at, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .format(at.atZone(directory.zone()));
    }

    /** "30 jours", "12 mois"; nothing for no time at all. */
    String length(@Nullable Period period, Locale locale) {
        return period == null || period.isZero()
                ? ""
                : text(Term.isMonths(period) ? "rights.months" : "rights.days", locale, Term.count(period));
    }

    List<Choice> reasons(Locale locale) {
        return Stream.concat(
                        Stream.of(Choice.of("", text("rights.choose", locale))),
                        Arrays.stream(Receipt.Reason.values())
                                .map(one -> Choice.of(one.code(), text("rights.reason." + one.code(), locale))))
                .toList();
    }

    List<Choice> checks(Locale locale) {
        return Stream.concat(
                        Stream.of(Choice.of("", text("rights.choose", locale))),
                        Arrays.stream(Receipt.Checked.values())
                                .map(one -> Choice.of(one.code(), text("rights.checked." + one.code(), locale))))
                .toList();
    }

    static Receipt.@Nullable Reason reason(String code) {
        return Arrays.stream(Receipt.Reason.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    static Receipt.@Nullable Checked check(String code) {
        return Arrays.stream(Receipt.Checked.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    String text(String key, Locale locale, Object... facts) {
        return Objects.requireNonNull(texts.getMessage(key, facts, key, locale));
    }

    /** A text that need not be there. */
    String textOr(String key, String otherwise, Locale locale) {
        return Objects.requireNonNull(texts.getMessage(key, null, otherwise, locale));
    }
}
