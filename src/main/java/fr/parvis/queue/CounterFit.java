package fr.parvis.queue;

import fr.parvis.directory.Agent;
import fr.parvis.directory.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How well a counter receives somebody who asked for help: while one that suits them is open, no other calls them. Those who asked for
 * none are not concerned, so nobody's place changes; a counter that does not suit is better than none.
 *
 * <p>Pure; {@link Tickets#callNext} says the same to the database.
 */
public enum CounterFit {
    /** The agent speaks the language of whoever asked for somebody who does. */
    LANGUAGE(1),
    /** No step for who comes in a wheelchair; weighs more than all the others together. */
    STEP_FREE(2);

    /** Spoken at every counter. */
    private static final String COMMON = Locale.FRENCH.getLanguage();

    private final int weight;

    CounterFit(int weight) {
        this.weight = weight;
    }

    /** What the counter has of what the person needs. */
    public static List<CounterFit> of(Ticket ticket, Counter counter, @Nullable Agent agent) {
        var fits = new ArrayList<CounterFit>();
        if (ticket.help().contains(Ticket.Help.WHEELCHAIR) && counter.stepFree()) {
            fits.add(STEP_FREE);
        }
        var language = ticket.language();
        if (ticket.help().contains(Ticket.Help.INTERPRETER)
                && agent != null
                && language != null
                && !language.equals(COMMON)
                && agent.languages().contains(language)) {
            fits.add(LANGUAGE);
        }
        return fits;
    }

    static int weight(Ticket ticket, HallBoard.Desk desk) {
        return of(ticket, desk.counter(), desk.agent()).stream()
                .mapToInt(fit -> fit.weight)
                .sum();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
