package fr.parvis.hooks;

import java.util.List;

/** A module that tells of something: the words of each type are those of the key {@code hooks.type.<type>}. */
public interface HookSource {
    /** "appointment.booked": what it is of, then what happened. They never change their meaning. */
    List<String> types();
}
