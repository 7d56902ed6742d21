package fr.parvis.procedures.clear;

import java.util.List;

/** @param findings in the order of the text */
public record Reading(Scores scores, List<Finding> findings) {
    public long count(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }
}
