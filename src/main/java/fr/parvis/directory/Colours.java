package fr.parvis.directory;

/** Contrast by WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text on white. */
final class Colours {
    private static final double AA = 4.5;

    private Colours() {}

    /** The colour itself when white text is readable on it, otherwise the same hue, darker. */
    static String nearestReadable(String hex) {
        int rgb = Integer.parseInt(hex.substring(1), 16);
        for (double keep = 1; keep > 0; keep -= 0.02) {
            int r = (int) Math.round((rgb >> 16 & 255) * keep);
            int g = (int) Math.round((rgb >> 8 & 255) * keep);
            int b = (int) Math.round((rgb & 255) * keep);
            if (1.05 / (luminance(r, g, b) + 0.05) >= AA) {
                return "#%02x%02x%02x".formatted(r, g, b);
            }
        }
        return "#000000";
    }

    static double luminance(int r, int g, int b) {
        return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    }

    private static double channel(int value) {
        double c = value / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
