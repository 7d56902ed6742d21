package fr.parvis.procedures.editor;

import fr.parvis.identity.Role;
import java.util.Set;
import java.util.UUID;

/** Who may publish a text: somebody who did not write it, unless nobody else could. */
final class FourEyes {
    static final Set<Role> EDITORS = Set.of(Role.ADMIN, Role.QUALITY);

    private FourEyes() {}

    /**
     * @param authors who wrote what has not been published yet
     * @param editors every account that may publish
     */
    static boolean mayPublish(UUID caller, Set<UUID> authors, Set<UUID> editors) {
        return !authors.contains(caller) || authors.containsAll(editors);
    }
}
