package fr.parvis.procedures.web;

import fr.parvis.procedures.Procedures;
import fr.parvis.procedures.Sheet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where a checklist is: the sheet, the answers and the questions passed over, all in the address and nowhere else.
 *
 * @param given in the order in which they were given: a question and its choice, or {@link #PASSED} and a question
 */
record ListAddress(Sheet sheet, List<Given> given) {
    static final String PASSED = "passe";
    private static final Pattern QUESTION = Pattern.compile("q[0-9a-f]{6}(-\\d{1,2})?");
    private static final Pattern CHOICE = Pattern.compile("[a-z0-9-]{1,60}");
    private static final int MOST = 60;

    record Given(String name, String value) {
        boolean isPossible() {
            return name.equals(PASSED)
                    ? QUESTION.matcher(value).matches()
                    : QUESTION.matcher(name).matches() && CHOICE.matcher(value).matches();
        }
    }

    static ListAddress of(Sheet sheet) {
        return new ListAddress(sheet, List.of());
    }

    /** What no question or choice looks like is left out. */
    static ListAddress of(Sheet sheet, Map<String, String[]> parameters) {
        var given = new ArrayList<Given>();
        parameters.forEach((name, values) -> {
            for (var value : values) {
                var one = new Given(name, value);
                if (one.isPossible() && given.size() < MOST) {
                    given.add(one);
                }
            }
        });
        return new ListAddress(sheet, List.copyOf(given));
    }

    Map<String, String> answers() {
        var answers = new LinkedHashMap<String, String>();
        given.stream().filter(one -> !one.name.equals(PASSED)).forEach(one -> answers.putIfAbsent(one.name, one.value));
        return answers;
    }

    boolean isPassed(String question) {
        return given.contains(new Given(PASSED, question));
    }

    /** Empty where the address need not name it. */
    public String audience() {
        return sheet.audience().equals(Procedures.PEOPLE) ? "" : sheet.audience();
    }

    /** As far as here and no further: to change one's mind about that question. */
    ListAddress without(String question) {
        return new ListAddress(
                sheet,
                given.stream()
                        .filter(one -> !one.name.equals(question) && !one.value.equals(question))
                        .toList());
    }

    /** Without these answers, whatever the choices. */
    ListAddress withoutAll(Collection<String> questions) {
        return new ListAddress(
                sheet,
                given.stream().filter(one -> !questions.contains(one.name)).toList());
    }

    ListAddress answering(String question, String choice) {
        return without(question).and(new Given(question, choice));
    }

    public ListAddress passing(String question) {
        return without(question).and(new Given(PASSED, question));
    }

    private ListAddress and(Given last) {
        return new ListAddress(
                sheet, Stream.concat(given.stream(), Stream.of(last)).toList());
    }

    /** Before the last answer. */
    ListAddress before() {
        return new ListAddress(sheet, given.subList(0, given.size() - 1));
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
                        given.stream().filter(one -> !one.name.equals(PASSED)).toList())
                .page();
    }

    /** Where the person was before the last answer; the sheet when there is none. */
    public String back() {
        return given.isEmpty() ? whole() : before().page();
    }

    /** All of the sheet. */
    public String whole() {
        return SheetAddresses.of(sheet, "");
    }

    public String address(String below, String... more) {
        var uri = UriComponentsBuilder.fromUriString(SheetAddresses.of(sheet, "/ma-liste" + below));
        given.forEach(one -> uri.queryParam(one.name, one.value));
        for (int i = 0; i < more.length; i += 2) {
            uri.queryParam(more[i], more[i + 1]);
        }
        return uri.build().encode().toUriString();
    }
}
