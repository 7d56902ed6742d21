package fr.parvis.queue;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Opening;
import fr.parvis.directory.ServiceOffer;
import fr.parvis.directory.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says why a door is closed and when it opens again, in words. */
@Component
public class Doors {
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final Duration WORTH_KEEPING = Duration.ofMinutes(10);

    private final Directory directory;
    private final MessageSource messages;

    Doors(Directory directory, MessageSource messages) {
        this.directory = directory;
        this.messages = messages;
    }

    /** @throws fr.parvis.platform.web.ProblemException 409 service-closed with {@code reason} and {@code opensAgain} */
    void checkOpen(Site site, ServiceOffer service, Instant now) {
        if (directory.opening(site.id(), service.id(), now) instanceof Opening.Closed closed) {
            var locale = LocaleContextHolder.getLocale();
            var facts = new HashMap<String, Object>();
            facts.put("reason", closed.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            var again = closed.opensAgain();
            if (again != null) {
                facts.put(
                        "opensAgain",
                        again.atZone(site.zone()).toOffsetDateTime().toString());
            }
            throw QueueProblem.SERVICE_CLOSED.with(
                    facts, service.name(), site.name(), reason(closed, locale), next(again, site, locale));
        }
    }

    /**
     * Until when the place of somebody who goes out now is kept: half an hour, or up to the closing. Empty when that is too
     * short to go and come back.
     */
    public Optional<Instant> keptUntil(UUID siteId, UUID serviceId, Instant now) {
        var until = now.plus(KEPT);
        return switch (directory.opening(siteId, serviceId, now)) {
            case Opening.Closed _ -> Optional.empty();
            case Opening.Open(var closing) ->
                closing == null || closing.isAfter(until)
                        ? Optional.of(until)
                        : Optional.of(closing).filter(end -> !end.isBefore(now.plus(WORTH_KEEPING)));
        };
    }

    /** Why a door is closed and when it opens again: two sentences, the first one without its beginning. */
    public String why(Opening.Closed closed, Site site, Locale locale) {
        return reason(closed, locale) + ". " + next(closed.opensAgain(), site, locale);
    }

    /** The reason of a closing, as the end of a sentence. */
    public String reason(Opening.Closed closed, Locale locale) {
        var key = "queue.closed."
                + closed.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return messages.getMessage(key, new Object[] {closed.detail()}, locale);
    }

    /** "Réouverture lundi 30 novembre à 09:00.", or that no opening is known. */
    public String next(@Nullable Instant opensAgain, Site site, Locale locale) {
        if (opensAgain == null) {
            return messages.getMessage("queue.closed.no-opening-known", null, locale);
        }
        ZonedDateTime local = opensAgain.atZone(site.zone());
        return messages.getMessage(
                "queue.closed.opens",
                new Object[] {
                    DateTimeFormatter.ofPattern("EEEE", locale).format(local),
                    DateTimeFormatter.ofLocalizedPattern("MMMMd")
                            .withLocale(locale)
                            .format(local),
                    DateTimeFormatter.ofPattern("HH:mm", locale).format(local)
                },
                locale);
    }
}
