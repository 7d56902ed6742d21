package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.AppointmentWords;
import fr.parvis.appointments.moves.MoveLine;
import fr.parvis.appointments.moves.MoveLine.Choice;
import fr.parvis.appointments.moves.MoveLine.Settled;
import fr.parvis.appointments.moves.MoveLine.State;
import fr.parvis.appointments.moves.MoveOffers;
import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What a move asks of a person, as their own page shows it. */
@Component("offerView")
class OfferView {
    /**
     * @param kind "moved", "elsewhere", "choose" or "unsure"
     * @param before when it was
     * @param now when it is, or could be; empty when that is open
     * @param until an answer is hoped for; empty when none is any more
     */
    public record Shown(String kind, String before, String now, Site site, String until) {
        public boolean asks() {
            return kind.equals("moved") || kind.equals("elsewhere");
        }
    }

    private final MoveOffers offers;
    private final AppointmentView view;
    private final Directory directory;
    private final Clock clock;

    OfferView(MoveOffers offers, AppointmentView view, Directory directory, Clock clock) {
        this.offers = offers;
        this.view = view;
        this.directory = directory;
        this.clock = clock;
    }

    /** Null when nothing is asked. */
    public @Nullable Shown of(Appointment mine) {
        return mine.state() != Appointment.State.BOOKED || !view.isToCome(mine)
                ? null
                : offers.of(mine)
                        .map(line -> shown(line, LocaleContextHolder.getLocale()))
                        .orElse(null);
    }

    /** The person, or an agent for them, has said yes to the last one. */
    public boolean isAccepted(Appointment mine) {
        return offers.ended(mine).filter(Settled.ACCEPTED::equals).isPresent();
    }

    private Shown shown(MoveLine line, Locale locale) {
        var own = directory.site(line.from().siteId());
        var to = line.to();
        var site = to == null ? own : directory.site(to.siteId());
        var kind = kind(line);
        var until = line.answerUntil();
        return new Shown(
                kind,
                AppointmentWords.moment(line.from().start(), own, locale),
                to == null || kind.equals("unsure") ? "" : AppointmentWords.moment(to.start(), site, locale),
                site,
                until == null || !until.isAfter(clock.instant()) ? "" : AppointmentWords.moment(until, own, locale));
    }

    private String kind(MoveLine line) {
        if (line.choice() == Choice.CHOOSE) {
            return "choose";
        }
        var until = line.answerUntil();
        if (line.state() == State.DECIDE
                || line.to() == null
                || line.isElsewhere() && until != null && !until.isAfter(clock.instant())) {
            return "unsure";
        }
        return line.isElsewhere() ? "elsewhere" : "moved";
    }
}
