package fr.parvis.procedures.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where a checklist is: the sheet, the answers and the questions passed over, all in the address and nowhere else.
 *
 * @param given in the order in which they were given: a question and its choice, or {@link #PASSED} and a question
 */
record ListAddress(String sheet, String audience, List<Given> given) {
    static final String PASSED = "passe";
    private static final Pattern QUESTION = Pattern.compile("q[0-9a-f]{6}(-\\d{1,2})?");
    private static final int MOST = 60;

    record Given(String name, String value) {}

    static ListAddress of(String sheet, String audience, Map<String, String[]> parameters) {
        var given = new ArrayList<Given>();
        parameters.forEach((name, values) -> {
            for (var value : values) {
                var wanted = name.equals(PASSED) ? value : name;
                if (QUESTION.matcher(wanted).matches() && !value.isBlank() && given.size() < MOST) {
                    given.add(new Given(name, value));
                }
            }
        });
        return new ListAddress(sheet, audience, List.copyOf(given));
    }

    Map<String, String> answers() {
        var answers = new LinkedHashMap<String, String>();
        given.stream().filter(one -> !one.name.equals(PASSED)).forEach(one -> answers.putIfAbsent(one.name, one.value));
        return answers;
    }

    boolean isPassed(String question) {
        return given.contains(new Given(PASSED, question));
    }

    /** As far as here and no further: to change one's mind about that question. */
    ListAddress without(String question) {
        return new ListAddress(
                sheet,
                audience,
                given.stream()
                        .filter(one -> !one.name.equals(question) && !one.value.equals(question))
                        .toList());
    }

    public ListAddress passing(String question) {
        var more = new ArrayList<>(without(question).given);
        more.add(new Given(PASSED, question));
        return new ListAddress(sheet, audience, List.copyOf(more));
    }

    public String page() {
        return address("");
    }

    public String seen() {
        return address("", "voir", "1");
    }

    /** The questions that were passed over are asked again. */
    public String resumed() {
        return new ListAddress(
                        sheet,
                        audience,
                        given.stream().filter(one -> !one.name.equals(PASSED)).toList())
                .page();
    }

    /** Where the person was before the last answer; the sheet when there is none. */
    public String back() {
        return given.isEmpty()
                ? UriComponentsBuilder.fromPath("/demarches/{id}")
                        .buildAndExpand(sheet)
                        .encode()
                        .toUriString()
                : new ListAddress(sheet, audience, given.subList(0, given.size() - 1)).page();
    }

    public String address(String below, String... more) {
        var uri = UriComponentsBuilder.fromPath("/demarches/{id}/ma-liste" + below);
        if (!audience.isEmpty()) {
            uri.queryParam("audience", audience);
        }
        given.forEach(one -> uri.queryParam(one.name, one.value));
        for (int i = 0; i < more.length; i += 2) {
            uri.queryParam(more[i], more[i + 1]);
        }
        return uri.buildAndExpand(sheet).encode().toUriString();
    }
}
