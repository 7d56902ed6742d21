package fr.parvis.appointments.moves;

import fr.parvis.appointments.slots.SlotSearch.Place;
import java.util.List;
import java.util.UUID;

/**
 * An appointment that cannot stay where it is.
 *
 * @param stays what it takes as long as it goes nowhere
 * @param options in the order in which they are preferred when nothing else tells them apart
 */
record Hit(UUID id, int people, Place stays, List<Option> options) {}
