package fr.parvis.relations;

/**
 * What acknowledges receipt, in the language of the person (CRPA L112-3, R112-5, and L112-11 for what is sent electronically).
 *
 * @param day on which it came in
 * @param due until when an answer or a call is promised
 * @param silence what silence means, from when, and what can be done then; "" where the law ties nothing to it
 * @param service who has it, with their address; "" where there is no site
 */
public record Acknowledgement(String reference, String day, String due, String silence, String service) {}
