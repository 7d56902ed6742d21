package fr.parvis.procedures.checklist;

/** Of three values (Kleene): MAYBE is what the answers so far leave open. */
enum Truth {
    NO,
    MAYBE,
    YES;

    Truth not() {
        return switch (this) {
            case NO -> YES;
            case MAYBE -> MAYBE;
            case YES -> NO;
        };
    }

    Truth and(Truth other) {
        return compareTo(other) < 0 ? this : other;
    }

    Truth or(Truth other) {
        return compareTo(other) > 0 ? this : other;
    }
}
