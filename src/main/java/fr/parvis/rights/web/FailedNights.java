package fr.parvis.rights.web;

import fr.parvis.platform.rights.DataKind;
import fr.parvis.rights.Nights;
import java.util.List;
import org.springframework.stereotype.Component;

/** Kinds of data that the last night should have erased and did not: said where administrators begin. */
@Component("failedNights")
class FailedNights {
    private final Nights nights;

    FailedNights(Nights nights) {
        this.nights = nights;
    }

    public List<DataKind> all() {
        return nights.failed();
    }
}
