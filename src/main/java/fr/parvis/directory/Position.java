package fr.parvis.directory;

/** On the map, in degrees (WGS 84). */
public record Position(double latitude, double longitude) {
    private static final double EARTH_KM = 6371;

    public Position {
        if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180)) {
            throw new IllegalArgumentException("no place on earth: " + latitude + " " + longitude);
        }
    }

    /** As the crow flies. */
    public double kilometresTo(Position other) {
        double up = Math.toRadians(other.latitude - latitude);
        double across = Math.toRadians(other.longitude - longitude);
        double chord = square(Math.sin(up / 2))
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * square(Math.sin(across / 2));
        return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
    }

    private static double square(double x) {
        return x * x;
    }
}
