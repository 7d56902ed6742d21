package fr.parvis.platform.rights;

import fr.parvis.platform.StoredSettings;
import java.time.Period;
import org.springframework.stereotype.Component;

/** How long each kind of data is kept here: what an administrator chose, within what may be chosen, or the usual time. */
@Component
public class Terms {
    private final StoredSettings settings;

    Terms(StoredSettings settings) {
        this.settings = settings;
    }

    /** Of a kind that has a term. */
    public Period of(DataKind kind) {
        var term = term(kind);
        return settings.find(key(kind)).map(Period::parse).filter(term::allows).orElse(term.usual());
    }

    public void put(DataKind kind, Period chosen) {
        settings.put(key(kind), chosen.toString());
    }

    private static Term term(DataKind kind) {
        var term = kind.term();
        if (term == null) {
            throw new IllegalArgumentException(kind.code() + " is not kept for a time");
        }
        return term;
    }

    private static String key(DataKind kind) {
        return "retention." + kind.code();
    }
}
