package fr.parvis.procedures.clear;

import java.util.List;

/** @param hindrances in the order of the text */
public record Reading(Scores scores, List<Hindrance> hindrances) {
    public long count(Hindrance.Kind kind) {
        return hindrances.stream().filter(hindrance -> hindrance.kind() == kind).count();
    }
}
