package fr.parvis.appointments;

import fr.parvis.directory.Directory;
import fr.parvis.messaging.NewMessage;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.OneTimeCodes;
import fr.parvis.messaging.Outbox;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.usager.Usagers;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Codes by which whoever books online shows that the e-mail address or telephone is theirs, where the rules of the service ask for
 * it. The time stays held as long as the code is good.
 */
@Component
public class Codes {
    private final OneTimeCodes codes;
    private final AppointmentActs acts;
    private final Bookings bookings;
    private final Availability availability;
    private final Outbox outbox;
    private final Directory directory;
    private final AppointmentTexts texts;
    private final Usagers usagers;

    Codes(
            OneTimeCodes codes,
            AppointmentActs acts,
            Bookings bookings,
            Availability availability,
            Outbox outbox,
            Directory directory,
            AppointmentTexts texts,
            Usagers usagers) {
        this.codes = codes;
        this.acts = acts;
        this.bookings = bookings;
        this.availability = availability;
        this.outbox = outbox;
        this.directory = directory;
        this.texts = texts;
        this.usagers = usagers;
    }

    /** Whether this held time is booked with a code only. */
    public boolean isAsked(Appointment held) {
        return held.channel() == Appointment.Channel.ONLINE
                && availability
                        .terms(held.serviceId())
                        .filter(ServiceTerms::byCode)
                        .isPresent();
    }

    /** Where the code goes, as it was written. */
    public static String contact(Appointment.Usager usager) {
        var mail = usager.email();
        var phone = usager.phone();
        return mail != null ? mail : phone != null ? phone : "";
    }

    /** Whether a code was sent to this person for this time; it need not be good any more. */
    public boolean isSent(Appointment held, Appointment.Usager usager) {
        return codes.isSent(subject(held, usager));
    }

    /** Sends a code, unless the one that was sent to this contact is still good. */
    @Transactional
    public void send(Appointment held, Appointment.Usager usager) {
        acts.lockInTurn(held.id());
        if (!codes.isGood(subject(held, usager))) {
            sendNew(held, usager);
        }
    }

    /** Sends a new code in place of one that did not arrive or is worn. */
    @Transactional
    public void sendAgain(Appointment held, Appointment.Usager usager) {
        acts.lockInTurn(held.id());
        checkAgain(held);
        sendNew(held, usager);
    }

    /** @throws ProblemException 429 when the last code has just left, or enough have */
    public void checkAgain(Appointment held) {
        codes.checkAgain(what(held));
    }

    private void sendNew(Appointment held, Appointment.Usager usager) {
        var channel = usager.email() != null ? Channel.EMAIL : Channel.SMS;
        if (channel == Channel.SMS && !outbox.sends(Channel.SMS)) {
            throw ProblemException.field("email", "appointments", "code-by-email-only");
        }
        var code = codes.make(subject(held, usager));
        bookings.prolong(held.id(), code.until());
        write(held, usager, channel, code);
    }

    private void write(Appointment held, Appointment.Usager usager, Channel channel, OneTimeCodes.Code code) {
        var site = directory.site(held.siteId());
        var language = Language.of(usager.language()).orElse(Language.FRENCH);
        var words = texts.code(
                        channel,
                        language,
                        usagers.level(usager.firstName(), usager.lastName(), usager.email(), usager.phone()),
                        List.of(
                                code.digits(),
                                AppointmentWords.time(code.until(), site),
                                directory.service(held.serviceId()).shownName(),
                                AppointmentWords.day(held.start(), site, language.locale()),
                                AppointmentWords.time(held.start(), site),
                                directory.organisation().name()))
                .bare(code.digits());
        outbox.drop(key(held));
        outbox.write(new NewMessage(
                        key(held) + acts.now(),
                        "appointment-code",
                        channel,
                        contact(usager),
                        words.subject(),
                        words.text(),
                        null,
                        acts.now(),
                        code.until())
                .atOnce());
    }

    /**
     * Each try counts; the right code is good for once.
     *
     * @return whether it is the code, in time and not tried too often
     */
    @Transactional
    public boolean check(Appointment held, Appointment.Usager usager, String code) {
        var right = codes.check(subject(held, usager), code);
        if (right) {
            outbox.drop(key(held));
        }
        return right;
    }

    /** What became of the last try. */
    public ProblemException wrong(Appointment held) {
        return codes.wrong(what(held));
    }

    private static OneTimeCodes.Subject subject(Appointment held, Appointment.Usager usager) {
        return new OneTimeCodes.Subject(what(held), contact(usager));
    }

    private static String what(Appointment held) {
        return "appointment " + held.id();
    }

    private static String key(Appointment held) {
        return "appointment-code " + held.id() + " ";
    }
}
