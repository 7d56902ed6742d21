package fr.parvis.procedures.clear;

import fr.parvis.messaging.ClearWords;
import org.springframework.stereotype.Component;

/** Reads what an administrator writes to people as sheets are read. */
@Component
class MessageClarity implements ClearWords {
    @Override
    public Note of(String frenchText) {
        var reading = Readability.of(frenchText);
        return new Note(
                reading.scores().tell() ? reading.scores().outOfHundred() : null,
                reading.hindrances().stream()
                        .map(one -> "«\u00A0" + one.words().strip() + "\u00A0»\u00A0: "
                                + (one.why() + " " + one.instead()).strip())
                        .distinct()
                        .toList());
    }
}
