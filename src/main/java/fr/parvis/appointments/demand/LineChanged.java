package fr.parvis.appointments.demand;

import java.util.UUID;

/** Somebody has given back a time that the line may have; heard after the commit. */
record LineChanged(UUID wishId) {}
