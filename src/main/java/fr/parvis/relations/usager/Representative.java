package fr.parvis.relations.usager;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Somebody who helps a person and speaks for them.
 *
 * @param contact how they are reached
 * @param mandateUntil included
 * @param proof what the mandate is proved by
 */
public record Representative(UUID id, String name, String contact, LocalDate mandateUntil, String proof) {}
