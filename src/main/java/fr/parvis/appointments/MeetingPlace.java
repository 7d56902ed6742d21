package fr.parvis.appointments;

import fr.parvis.directory.Site;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Where somebody is received, in one line of words: the site, or how they are met instead. */
@Component
public class MeetingPlace {
    private final VideoAddress videos;
    private final MessageSource messages;

    MeetingPlace(VideoAddress videos, MessageSource messages) {
        this.videos = videos;
        this.messages = messages;
    }

    public String of(Appointment one, Site site, Locale locale) {
        var usager = one.usager();
        var address = one.meeting().address();
        return switch (one.meeting().modality()) {
            case ON_SITE -> site.nameAndAddress();
            case PHONE ->
                usager == null || usager.phone() == null
                        ? text("rdv.mode.phone", locale)
                        : text("rdv.mode.phone.at", locale, AppointmentWords.phone(usager.phone()));
            case VIDEO ->
                videos.of(one)
                        .map(video -> bare(text("rdv.mode.video.at", locale, video), video))
                        .orElseGet(() -> text("rdv.mode.video", locale));
            case HOME ->
                address == null ? text("rdv.mode.home", locale) : text("rdv.mode.home.at", locale, address.line());
        };
    }

    /** A mark of direction that sticks to a link would be part of it, here and around the words. */
    private static String bare(String text, String link) {
        return text.contains("\u2068") ? text.replace("\u2068" + link + "\u2069", link + " ") : text;
    }

    private String text(String key, Locale locale, Object... about) {
        return Objects.requireNonNull(messages.getMessage(key, about, locale));
    }
}
