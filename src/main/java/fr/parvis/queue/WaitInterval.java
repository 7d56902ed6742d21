package fr.parvis.queue;

import java.time.Duration;

/**
 * A wait said honestly: 8 times in 10 it lies between p10 and p90.
 *
 * @param assumesOpening no open counter serves this service now: the figures suppose that one opens soon
 */
public record WaitInterval(Duration p10, Duration p50, Duration p90, boolean assumesOpening) {}
