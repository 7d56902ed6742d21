package fr.parvis.directory.web;

import fr.parvis.platform.web.Forms;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Seven fields of one name, Monday first: read from the request, since a binder would split a lone one at its commas. */
final class WeekForm {
    /** What most town halls do, to start from. */
    static final List<String> USUAL = Stream.concat(
                    java.util.Collections.nCopies(5, "09:00-12:00, 13:30-17:00").stream(), Stream.of("", ""))
            .toList();

    private WeekForm() {}

    static List<String> of(HttpServletRequest request) {
        var typed = request.getParameterValues("hours");
        var days = Arrays.stream(typed == null ? new String[0] : typed).map(Forms::line);
        return Stream.concat(days, Stream.generate(() -> "")).limit(7).toList();
    }
}
