package fr.parvis.procedures.checklist;

import java.util.Locale;
import java.util.regex.Pattern;

/** Who does a step, told by its heading: the sheets say it nowhere else. */
public enum Worker {
    YOU,
    ADMINISTRATION;

    private static final Pattern ADMINISTRATIVE = Pattern.compile(
            "(?iu)\\b(instruction|traitement|réponse|décision|fabrication|délivrance|examen|enquête|contrôle)\\b");

    public static Worker of(Checklist.Passage passage) {
        return ADMINISTRATIVE.matcher(passage.title()).find() ? ADMINISTRATION : YOU;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
