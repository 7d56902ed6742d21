package fr.parvis.platform.rights;

import java.util.Set;
import java.util.UUID;

/**
 * Something that a module keeps of somebody, before it is known whether it is of the person who is looked for.
 *
 * @param ids by which it, and what hangs on it, is found
 * @param owner ids of which one makes it theirs: a request knows the sheet that it belongs to
 * @param names none when it bears none
 * @param sheet it says who somebody is: its names and reaches are theirs, whatever they are
 */
public record Trace(
        Set<UUID> ids,
        Set<UUID> owner,
        Set<PersonName> names,
        Set<Reach> reaches,
        Set<String> references,
        boolean sheet) {}
