package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.Outbox;
import fr.parvis.messaging.PhoneNumbers;
import fr.parvis.messaging.ReadingLevel;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.usager.Contact;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.Usagers;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How whoever made a request is answered: in the language and the words of their sheet, and by the way that they prefer as far as it is open. */
@Component
@Transactional(readOnly = true)
public class Reach {
    /**
     * @param channel that words to the person take
     * @param language that the person reads, ISO 639-1: what the sheet says, or that of the request where the sheet has only the usual French
     * @param preferred what their sheet says; null when it says nothing, or there is no sheet
     */
    public record Way(
            Channel channel,
            String language,
            ReadingLevel level,
            fr.parvis.relations.usager.@Nullable Channel preferred) {
        /** That the interface speaks. */
        public Language spoken() {
            return Language.of(language).orElse(Language.FRENCH);
        }

        public boolean isPreferred() {
            return preferred != null && preferred.name().equals(channel.name());
        }
    }

    private final Usagers usagers;
    private final Outbox outbox;
    private final Directory directory;

    Reach(Usagers usagers, Outbox outbox, Directory directory) {
        this.usagers = usagers;
        this.outbox = outbox;
        this.directory = directory;
    }

    public Way of(Request request) {
        var sheet = sheet(request);
        var preferences = sheet.map(Usager::preferences).orElse(null);
        return new Way(
                channel(request, preferences == null ? null : preferences.channel(), number(request, sheet)),
                preferences == null || preferences.language().equals("fr")
                        ? request.language()
                        : preferences.language(),
                preferences == null ? ReadingLevel.USUAL : preferences.level(),
                preferences == null ? null : preferences.channel());
    }

    /** Which way the words that end a request take: a call is answered on the telephone. */
    Channel channel(Request request) {
        return request.kind() == Request.Kind.CALL_BACK
                ? Channel.PHONE
                : of(request).channel();
    }

    private Channel channel(
            Request request, fr.parvis.relations.usager.@Nullable Channel preferred, Optional<String> number) {
        var said = request.said();
        var mail = said != null && !said.email().isEmpty();
        var texts = number.isPresent()
                && (request.channel() == Channel.SMS
                        || preferred == fr.parvis.relations.usager.Channel.SMS
                                && (!mail || outbox.sends(NewMessage.Channel.SMS)));
        var wantsText = preferred == fr.parvis.relations.usager.Channel.SMS || !mail;
        if (texts && wantsText) {
            return Channel.SMS;
        }
        if (mail) {
            return Channel.EMAIL;
        }
        return Set.of(Channel.PHONE, Channel.COUNTER, Channel.POST).contains(request.channel())
                ? request.channel()
                : Channel.WEB;
    }

    /** Where an SMS reaches them, in E.164: the mobile number left with the request, or one that they have proved to be theirs. */
    public Optional<String> number(Request request) {
        return number(request, sheet(request));
    }

    /** @throws ProblemException about the field "channel" when words that leave that way reach nobody */
    void demand(Request request, Channel channel) {
        var said = request.said();
        if (channel == Channel.SMS && number(request).isEmpty()) {
            throw ProblemException.field("channel", "relations", "no-sms-there");
        }
        if (channel == Channel.EMAIL && (said == null || said.email().isEmpty())) {
            throw ProblemException.field("channel", "relations", "no-email-there");
        }
    }

    private Optional<String> number(Request request, Optional<Usager> sheet) {
        var said = request.said();
        if (said == null) {
            return Optional.empty();
        }
        return PhoneNumbers.normalised(said.phone(), PhoneNumbers.region(directory.zone()))
                .filter(PhoneNumbers::isMobile)
                .or(() -> sheet.flatMap(one -> one.addresses().stream()
                        .filter(address -> address.kind() == Contact.Kind.PHONE && address.verifiedAt() != null)
                        .map(address -> address.contact().normalised())
                        .filter(PhoneNumbers::isMobile)
                        .findFirst()));
    }

    private Optional<Usager> sheet(Request request) {
        return request.usager() == null ? Optional.empty() : usagers.find(request.usager());
    }
}
