package fr.parvis.identity;

/** Where an account begins. */
public final class OwnPage {
    /** Says that the account has no screen yet, and lets it sign out. */
    public static final String NONE = "/espace";

    private OwnPage() {}

    public static String of(Caller caller) {
        var roles = caller.roles();
        if (roles.contains(Role.ADMIN)) {
            return "/admin";
        }
        if (roles.contains(Role.SUPERVISOR) || roles.contains(Role.QUALITY)) {
            return "/pilotage";
        }
        if (roles.contains(Role.PARTNER)) {
            return "/partenaire";
        }
        return roles.contains(Role.AGENT) ? "/agent" : NONE;
    }
}
