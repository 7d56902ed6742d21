package fr.parvis.appointments.demand;

import fr.parvis.appointments.Appointment;
import fr.parvis.messaging.NewMessage.Channel;
import fr.parvis.messaging.Outbox;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How somebody hears of an offer. */
public enum Reach {
    EMAIL,
    SMS,
    /** An agent must ring them: no message can reach them. */
    CALL;

    /** French numbers that no SMS arrives at. */
    private static final Pattern FIXED = Pattern.compile("\\+33[1-589].*");

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Reach of(Appointment.Usager usager, Outbox outbox) {
        if (usager.email() != null && (usager.phone() == null || outbox.sends(Channel.EMAIL))) {
            return EMAIL;
        }
        return readsSms(usager.phone()) && outbox.sends(Channel.SMS) ? SMS : CALL;
    }

    /** What is read within hours: an SMS wherever one arrives. */
    public static Reach soon(Appointment.Usager usager, Outbox outbox) {
        return readsSms(usager.phone()) && outbox.sends(Channel.SMS) ? SMS : of(usager, outbox);
    }

    static boolean readsSms(@Nullable String phone) {
        return phone != null && !FIXED.matcher(phone).matches();
    }
}
