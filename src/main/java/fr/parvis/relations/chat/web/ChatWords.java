package fr.parvis.relations.chat.web;

import fr.parvis.directory.Directory;
import fr.parvis.platform.DayWords;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.chat.ChatLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Lines, days and hours of chats in the words of their reader. */
@Component
class ChatWords {
    private final Directory directory;
    private final OfficeDays days;
    private final MessageSource messages;

    ChatWords(Directory directory, OfficeDays days, MessageSource messages) {
        this.directory = directory;
        this.days = days;
        this.messages = messages;
    }

    List<ChatLineView> toUsager(List<ChatLine> lines, Locale locale) {
        return lines.stream()
                .map(line -> view(line, line.mine(), "chat.line.", "chat.you", locale))
                .toList();
    }

    List<ChatLineView> toAgent(List<ChatLine> lines, Locale locale) {
        return lines.stream()
                .map(line -> view(line, !line.mine(), "chats.line.", "chats.person", locale))
                .toList();
    }

    private ChatLineView view(ChatLine line, boolean mine, String happened, String person, Locale locale) {
        var said = line.what() == ChatLine.What.SAID;
        var words =
                said ? Objects.requireNonNullElse(line.words(), "") : text(happened + line.what(), locale, line.name());
        return new ChatLineView(
                line.seq(),
                hour(line.at()),
                said && mine,
                said ? line.mine() ? text(person, locale) : line.name() : "",
                ChatLineView.parts(words));
    }

    String hour(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm").format(at.atZone(directory.zone()));
    }

    /** "vendredi 27 novembre 2026". */
    String day(LocalDate day, Locale locale) {
        return DayWords.full(day, locale);
    }

    /** When it opens again: "lundi 30 novembre 2026 à 09:00"; today the hour alone. "" when it is not known. */
    String again(@Nullable Instant at, Locale locale) {
        if (at == null) {
            return "";
        }
        var day = LocalDate.ofInstant(at, directory.zone());
        return day.equals(days.today())
                ? text("chat.again.today", locale, hour(at))
                : text("chat.again", locale, day(day, locale), hour(at));
    }

    String text(String key, Locale locale, Object... arguments) {
        return Objects.requireNonNull(messages.getMessage(key, arguments, locale));
    }
}
