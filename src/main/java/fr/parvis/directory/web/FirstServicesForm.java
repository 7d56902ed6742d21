package fr.parvis.directory.web;

import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.springframework.context.MessageSource;

/** The first services, as lines of a name and a duration; a line without a name is left out. */
record FirstServicesForm(List<Line> lines) {
    private static final int LINES = 6;
    private static final List<String> MINUTES = List.of("15", "10", "20", "10", "5");

    record Line(String name, String minutes) {}

    record Wanted(String name, int minutes) {}

    static FirstServicesForm suggested(MessageSource messages, Locale locale) {
        return new FirstServicesForm(IntStream.range(0, LINES)
                .mapToObj(i -> i < MINUTES.size()
                        ? new Line(messages.getMessage("directory.start.service." + i, null, locale), MINUTES.get(i))
                        : new Line("", ""))
                .toList());
    }

    static FirstServicesForm of(HttpServletRequest request) {
        return new FirstServicesForm(IntStream.range(0, LINES)
                .mapToObj(i -> new Line(
                        Forms.line(request.getParameter("name-" + i)),
                        Forms.line(request.getParameter("minutes-" + i))))
                .toList());
    }

    List<Wanted> wanted() {
        var wanted = new ArrayList<Wanted>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.name().length() > 120) {
                throw ProblemException.field("name-" + i, "directory", "text-too-long", 120);
            }
            if (!line.name().isEmpty()) {
                wanted.add(new Wanted(line.name(), ServiceForm.minutes("minutes-" + i, line.minutes())));
            }
        }
        if (wanted.isEmpty()) {
            throw ProblemException.field("name-0", "directory", "service-missing");
        }
        return wanted;
    }
}
