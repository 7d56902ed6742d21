package fr.parvis.identity;

/** What an account or a token may do. KIOSK is for machines in a hall: tokens only, never an account. */
public enum Role {
    AGENT,
    SUPERVISOR,
    QUALITY,
    TRAINER,
    ADMIN,
    KIOSK
}
