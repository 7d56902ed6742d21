package fr.parvis.quality;

import fr.parvis.quality.ImprovementAction.Origin;
import fr.parvis.quality.ImprovementAction.State;
import fr.parvis.relations.ActionsOnCauses;
import fr.parvis.relations.CauseRepeated;
import fr.parvis.relations.OfficeDays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** An action is opened for each cause of complaints that comes back; the register of complaints shows what became of it. */
@Component
class RepeatedCauses implements ActionsOnCauses {
    private final ImprovementActions actions;
    private final ActionList list;
    private final Owners owners;
    private final ActionWords words;
    private final OfficeDays days;

    RepeatedCauses(ImprovementActions actions, ActionList list, Owners owners, ActionWords words, OfficeDays days) {
        this.actions = actions;
        this.list = list;
        this.owners = owners;
        this.words = words;
        this.days = days;
    }

    /** The migration of what was still to be told names this method. */
    @ApplicationModuleListener
    void on(CauseRepeated repeated) {
        actions.openFor(repeated);
    }

    @Override
    public Map<UUID, Action> of(Collection<UUID> recurrences, Locale locale) {
        var found = new HashMap<UUID, Action>();
        var names = owners.names();
        var today = days.today();
        for (var action : list.ofRecurrences(recurrences)) {
            if (action.origin() instanceof Origin.Recurrence cause) {
                found.put(
                        cause.id(),
                        new Action(
                                ImprovementActions.page(action.id()),
                                words.standing(action, names, today, locale),
                                action.state() == State.OPEN,
                                !action.state().isOpen(),
                                action.isLate(today)));
            }
        }
        return found;
    }
}
