package fr.parvis.relations;

import java.util.UUID;

/**
 * A line of the record of a request was written, in the same transaction.
 *
 * @param what as in {@code relations.request_event}
 * @param byStaff whether somebody of the organisation did it
 */
record RequestHappened(UUID request, String what, boolean byStaff) {}
