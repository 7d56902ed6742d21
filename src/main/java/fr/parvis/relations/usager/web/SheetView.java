package fr.parvis.relations.usager.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.Choice;
import fr.parvis.platform.web.Languages;
import fr.parvis.relations.usager.Channel;
import fr.parvis.relations.usager.Consent;
import fr.parvis.relations.usager.Consents;
import fr.parvis.relations.usager.KnownFact;
import fr.parvis.relations.usager.KnownFacts;
import fr.parvis.relations.usager.Likenesses;
import fr.parvis.relations.usager.Need;
import fr.parvis.relations.usager.Representatives;
import fr.parvis.relations.usager.Timeline;
import fr.parvis.relations.usager.Timeline.Entry;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the pages about a person show, in words. */
@Component
class SheetView {
    /** @param when a day and an hour, on the organisation's clock */
    record Line(Entry entry, String when) {}

    /** @param proof when and how it was said; empty when nobody was asked */
    record Agreement(Consent.Purpose purpose, boolean given, String proof) {}

    record Fact(KnownFact fact, String seen, String until) {}

    private static final int NOW = 3;
    private static final int SHOWN = 100;

    private final Usagers usagers;
    private final Timeline timeline;
    private final Consents consents;
    private final KnownFacts facts;
    private final Representatives representatives;
    private final Likenesses likenesses;
    /** Only where there are pages. */
    private final ObjectProvider<Languages> languages;

    private final Directory directory;
    private final MessageSource messages;
    private final Clock clock;

    SheetView(
            Usagers usagers,
            Timeline timeline,
            Consents consents,
            KnownFacts facts,
            Representatives representatives,
            Likenesses likenesses,
            ObjectProvider<Languages> languages,
            Directory directory,
            MessageSource messages,
            Clock clock) {
        this.usagers = usagers;
        this.timeline = timeline;
        this.consents = consents;
        this.facts = facts;
        this.representatives = representatives;
        this.likenesses = likenesses;
        this.languages = languages;
        this.directory = directory;
        this.messages = messages;
        this.clock = clock;
    }

    void fill(Model model, Usager usager, Timeline.Filter filter, Locale locale) {
        var all = timeline.of(usager, locale);
        var shown = Timeline.filtered(all, filter);
        model.addAttribute("usager", usager);
        model.addAttribute("now", lines(Timeline.now(all, NOW), locale));
        model.addAttribute(
                "last",
                Timeline.last(all, clock.instant())
                        .map(one -> last(one, locale))
                        .orElse(""));
        model.addAttribute("lines", lines(shown.stream().limit(SHOWN).toList(), locale));
        model.addAttribute("more", shown.size() > SHOWN);
        model.addAttribute("count", all.size());
        model.addAttribute("filter", filter);
        model.addAttribute(
                "channels", all.stream().map(Entry::channel).distinct().sorted().toList());
        model.addAttribute(
                "kinds", all.stream().map(Entry::kind).distinct().sorted().toList());
        model.addAttribute("uses", uses(usager, locale));
        model.addAttribute("facts", facts(usager, locale));
        model.addAttribute("agreements", agreements(usager, locale));
        model.addAttribute("helpers", representatives.of(usager));
        model.addAttribute("household", usagers.household(usager));
        model.addAttribute(
                "alike",
                usagers.all(likenesses.of(usager.id()).stream()
                        .map(pair -> pair.one().equals(usager.id()) ? pair.other() : pair.one())
                        .toList()));
        model.addAttribute("factKinds", choices(KnownFact.Kind.values(), KnownFact.Kind::code, "usager.fact.", locale));
        model.addAttribute(
                "factSources", choices(KnownFact.Source.values(), KnownFact.Source::code, "usager.source.", locale));
        model.addAttribute("hows", hows(locale));
        model.addAttribute(
                "kindsOfAddress",
                List.of("email", "phone", "post").stream()
                        .map(code -> Choice.of(code, text("usager.address." + code, locale)))
                        .toList());
    }

    private String last(Entry one, Locale locale) {
        return text(
                "usager.last",
                locale,
                text("usager.kind." + one.kind().code(), locale),
                one.title(),
                one.state(),
                moment(one.at(), locale),
                text("usager.channel." + one.channel().code(), locale));
    }

    List<Choice> hows(Locale locale) {
        return List.of(Channel.COUNTER, Channel.PHONE, Channel.POST, Channel.EMAIL).stream()
                .map(one -> Choice.of(one.code(), text("usager.channel." + one.code(), locale)))
                .toList();
    }

    private List<Line> lines(Collection<Entry> entries, Locale locale) {
        return entries.stream()
                .map(entry -> new Line(entry, moment(entry.at(), locale)))
                .toList();
    }

    /** What everybody who serves the person must know, and what Parvis does about it by itself. */
    private List<String> uses(Usager usager, Locale locale) {
        var preferences = usager.preferences();
        var uses = new ArrayList<String>();
        var language = languages.getObject().name(preferences.language());
        if (!preferences.language().equals("fr")) {
            uses.add(text("usager.use.language", locale, language));
        }
        for (var need : preferences.needs()) {
            if (need == Need.INTERPRETER && preferences.language().equals("fr")) {
                uses.add(text("usager.use.interpreter-for-what", locale));
            } else {
                uses.add(text("usager.use." + need.code(), locale, language));
            }
        }
        var channel = preferences.channel();
        if (channel != null) {
            uses.add(text("usager.use.channel", locale, text("usager.channel." + channel.code(), locale)));
        }
        var moment = preferences.moment();
        if (moment != null) {
            uses.add(text("usager.use.moment", locale, text("usager.moment." + moment.code(), locale)));
        }
        return uses;
    }

    private List<Fact> facts(Usager usager, Locale locale) {
        return facts.of(usager).stream()
                .map(fact -> new Fact(fact, day(fact.seenOn(), locale), day(fact.validUntil(), locale)))
                .toList();
    }

    /** The last word on each purpose. */
    private List<Agreement> agreements(Usager usager, Locale locale) {
        var said = consents.of(usager);
        return Arrays.stream(Consent.Purpose.values())
                .map(purpose -> said.stream()
                        .filter(one -> one.purpose() == purpose)
                        .findFirst()
                        .map(last -> new Agreement(
                                purpose,
                                last.given(),
                                text(
                                        "usager.consent.proof",
                                        locale,
                                        moment(last.at(), locale),
                                        text("usager.channel." + last.channel().code(), locale),
                                        last.words())))
                        .orElse(new Agreement(purpose, false, "")))
                .toList();
    }

    List<Choice> needs(Collection<String> ticked, Locale locale) {
        return Arrays.stream(Need.values())
                .map(need -> Choice.of(
                        need.code(), text("usager.need." + need.code(), locale), ticked.contains(need.code())))
                .toList();
    }

    List<Choice> languageChoices(String chosen) {
        var codes = new ArrayList<>(List.of(
                "fr", "en", "es", "pt", "ar", "uk", "tr", "zh", "ru", "ro", "it", "de", "ps", "fa", "ti", "so", "bn",
                "ta", "sq", "ka"));
        if (!codes.contains(chosen) && chosen.matches("[a-z]{2,3}")) {
            codes.add(chosen);
        }
        return codes.stream()
                .map(code -> Choice.of(code, languages.getObject().name(code)))
                .toList();
    }

    List<Choice> channelChoices(Locale locale) {
        var choices = new ArrayList<>(List.of(Choice.of("", text("usager.any", locale))));
        Channel.TO_REACH.forEach(one ->
                choices.add(Choice.of(one.code(), text("usager.channel." + one.code(), locale))));
        return choices;
    }

    List<Choice> momentChoices(Locale locale) {
        var choices = new ArrayList<>(List.of(Choice.of("", text("usager.any", locale))));
        choices.addAll(choices(Usager.Moment.values(), Usager.Moment::code, "usager.moment.", locale));
        return choices;
    }

    private <T> List<Choice> choices(T[] all, Function<T, String> code, String prefix, Locale locale) {
        return Arrays.stream(all)
                .map(one -> Choice.of(code.apply(one), text(prefix + code.apply(one), locale)))
                .toList();
    }

    /** "ven. 27 nov. 2026, 09:20". */
    private String moment(Instant at, Locale locale) {
        var here = at.atZone(directory.zone());
        return day(here.toLocalDate(), locale) + ", "
                + DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).format(here);
    }

    String day(Instant at, Locale locale) {
        return day(LocalDate.ofInstant(at, directory.zone()), locale);
    }

    private static String day(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    String text(String key, Locale locale, Object... arguments) {
        return Objects.requireNonNull(messages.getMessage(key, arguments, locale));
    }

    /** Both of each pair that still exist. */
    Map<UUID, Usager> byId(Collection<UUID> ids) {
        var found = new HashMap<UUID, Usager>();
        usagers.all(ids).forEach(one -> found.put(one.id(), one));
        return found;
    }
}
