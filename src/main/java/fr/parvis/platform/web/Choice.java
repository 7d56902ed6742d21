package fr.parvis.platform.web;

/** One answer offered by a form. */
public record Choice(String value, String label, boolean chosen) {
    public static Choice of(Object value, String label) {
        return new Choice(value.toString(), label, false);
    }

    public static Choice of(Object value, String label, boolean chosen) {
        return new Choice(value.toString(), label, chosen);
    }
}
