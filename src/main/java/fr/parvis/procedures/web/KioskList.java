package fr.parvis.procedures.web;

import fr.parvis.directory.Site;
import fr.parvis.procedures.Sheet;
import fr.parvis.procedures.checklist.Checklist;
import fr.parvis.procedures.checklist.Checklists;
import fr.parvis.procedures.checklist.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far somebody is with their documents at a kiosk, from the address alone.
 *
 * @param given what they said or passed over, as far as it counts
 * @param known the same with what the place tells: the list to take along
 * @param question the next one that changes what to bring; empty when there is none, or enough were asked
 */
record KioskList(ListAddress given, ListAddress known, Checklist list, Optional<Question> question) {
    private static final int MOST = 4;

    static KioskList of(Sheet sheet, Map<String, String[]> parameters, Site site) {
        var lists = Checklists.of(sheet);
        var typed = ListAddress.of(sheet, parameters);
        var given =
                typed.withoutAll(lists.under(told(lists, typed, site).answers()).ignored());
        var known = told(lists, given, site);
        var question = given.given().size() < MOST
                ? lists.aboutDocuments(known.answers()).stream()
                        .filter(one -> !given.isPassed(one.id()))
                        .findFirst()
                : Optional.<Question>empty();
        return new KioskList(given, known, lists.under(known.answers()), question);
    }

    private static ListAddress told(Checklists lists, ListAddress known, Site site) {
        for (var question : lists.aboutDocuments(known.answers())) {
            var choice = KioskPlace.of(question, site);
            if (choice.isPresent()) {
                return told(lists, known.answering(question.id(), choice.get().id()), site);
            }
        }
        return known;
    }

    /** From 1. */
    int number() {
        return given.given().size() + 1;
    }

    /** What the person said, without what the place tells. */
    List<Checklist.Answered> said() {
        return list.answered().stream()
                .filter(one -> given.answers().containsKey(one.question().id()))
                .toList();
    }
}
