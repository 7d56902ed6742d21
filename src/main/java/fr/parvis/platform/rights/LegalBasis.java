package fr.parvis.platform.rights;

/** Why data may be kept at all (RGPD art. 6, 1). A public body has no legitimate interest in its missions, so it is not here. */
public enum LegalBasis {
    CONSENT,
    OBLIGATION,
    MISSION
}
