package fr.parvis.appointments.demand;

import java.util.UUID;

/** Something in the line may let somebody be offered a time; heard after the commit. */
record LineChanged(UUID wishId) {}
