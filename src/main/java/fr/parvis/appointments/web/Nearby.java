package fr.parvis.appointments.web;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Position;
import fr.parvis.directory.Site;
import java.text.Normalizer;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How far the sites are from a postcode or a commune. No map of the country is here: what is known is where the sites are, and a
 * postcode or commune of a site is as far as the site. Where somebody is otherwise, only their browser knows.
 */
@Component
class Nearby {
    private static final Pattern PLACE = Pattern.compile(".*\\b([0-9]{5})\\s+([^0-9,]+?)\\s*");

    private final Directory directory;

    Nearby(Directory directory) {
        this.directory = directory;
    }

    /** In the middle of the sites that have it in their address; empty when none has. */
    Optional<Position> find(String typed) {
        var wanted = plain(typed);
        var there = directory.sites().stream()
                .filter(site -> isIn(site, wanted))
                .map(Site::position)
                .filter(Objects::nonNull)
                .toList();
        if (wanted.isEmpty() || there.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Position(
                there.stream().mapToDouble(Position::latitude).average().orElseThrow(),
                there.stream().mapToDouble(Position::longitude).average().orElseThrow()));
    }

    private static boolean isIn(Site site, String wanted) {
        var place = PLACE.matcher(site.address());
        if (!place.matches()) {
            return false;
        }
        var commune = plain(place.group(2));
        return wanted.equals(place.group(1)) || wanted.equals(commune) || wanted.equals(place.group(1) + commune);
    }

    private static String plain(String typed) {
        return Normalizer.normalize(typed.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    /** "1,2"; empty when it is not known. */
    static String kilometres(@Nullable Position from, Site site, Locale locale) {
        var there = site.position();
        if (from == null || there == null) {
            return "";
        }
        var format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(1);
        format.setMinimumFractionDigits(1);
        return format.format(from.kilometresTo(there));
    }

    static double distance(@Nullable Position from, Site site) {
        var there = site.position();
        return from == null || there == null ? Double.MAX_VALUE : from.kilometresTo(there);
    }
}
