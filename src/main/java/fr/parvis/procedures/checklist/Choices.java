package fr.parvis.procedures.checklist;

import fr.parvis.procedures.Part;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The choices that a sheet leaves to its reader, found wherever they stand, and made one question where they are the same: those that share
 * a variable, and those with the same words, unless all of these are so general that they may mean something else each time.
 */
final class Choices {
    private static final Pattern GENERAL = Pattern.compile(
            "(?iu)^(oui|non|cas (général|particulier)s?|autres?( cas| situations?)?|(dans )?(les|tous les) (autres )?cas|règle générale|exceptions?)$");
    /** Such choices are about a few people: none of them may fit. */
    private static final Pattern SPECIAL = Pattern.compile("(?iu)^(si |s[’']il |en cas d|lorsque )");

    private static final Pattern HINT = Pattern.compile("(?iu)dépend|différ|selon|situation|\\?$");

    private static final int LONGEST_HINT = 220;
    private static final int LONGEST_ID = 40;

    /** A group of choices where it stands. */
    private record Met(Part.Element frame, List<Part.Element> cases, List<String> keys, String hint) {}

    private final Map<Part.Element, Guard> chosen = new IdentityHashMap<>();
    private final Map<Part.Element, Part.Element> around = new IdentityHashMap<>();
    private final Map<Part.Element, Guard> outside = new IdentityHashMap<>();
    private final List<Met> met = new ArrayList<>();
    private final Map<String, Guard> contexts = new LinkedHashMap<>();
    private final List<Question> questions = new ArrayList<>();
    private final Conditions conditions = new Conditions();

    private Choices() {}

    static Choices of(Part.Element root) {
        var choices = new Choices();
        choices.meet(root, "", false);
        choices.ask();
        return choices;
    }

    List<Question> questions() {
        return List.copyOf(questions);
    }

    Map<String, Guard> contexts() {
        return Map.copyOf(contexts);
    }

    Conditions conditions() {
        return conditions;
    }

    /** When the element applies by what it is: a case when it is chosen, any other by its condition. */
    Guard own(Part.Element element) {
        var choice = chosen.get(element);
        return choice == null ? conditions.of(element) : choice;
    }

    private void meet(Part.Element element, String heading, boolean documents) {
        var chapter = element.name().equals("Chapitre") || element.name().equals("SousChapitre");
        var below = chapter ? element.first("Titre").map(Part.Element::words).orElse("") : heading;
        var about = chapter
                ? SectionKind.of(element).map(SectionKind.DOCUMENTS::equals).orElse(documents)
                : documents;
        String before = "";
        for (var child : element.elements().toList()) {
            var cases = cases(child, about);
            if (cases.size() > 1) {
                var hint = child.first("Titre").map(Part.Element::words).orElse(before);
                met.add(new Met(
                        child, cases, cases.stream().map(Choices::key).toList(), hint.isEmpty() ? below : hint));
            }
            meet(child, below, about);
            before = switch (child.name()) {
                case "Paragraphe", "FragmentConditionne" -> isHint(child.words()) ? child.words() : "";
                default -> "";
            };
        }
    }

    private static boolean isHint(String sentence) {
        return sentence.length() <= LONGEST_HINT && HINT.matcher(sentence).find();
    }

    private static List<Part.Element> cases(Part.Element frame, boolean documents) {
        return switch (frame.name()) {
            case "BlocCas" -> frame.elements("Cas").toList();
            case "ListeSituations" ->
                frame.attribute("affichage").equals("sequentiel")
                        ? List.of()
                        : frame.elements("Situation").toList();
            case "Tableau" -> documents ? CaseTable.cases(frame) : List.of();
            default -> List.of();
        };
    }

    private static String key(Part.Element choice) {
        var variable = Conditions.variable(choice);
        return variable.isEmpty() ? slug(label(choice)) : variable;
    }

    private static String label(Part.Element choice) {
        return choice.name().equals("Cellule")
                ? choice.words()
                : choice.first("Titre").map(Part.Element::words).orElse("");
    }

    private void ask() {
        met.forEach(one -> one.cases.forEach(inside -> mark(inside, inside)));
        for (var group : groups()) {
            var keys = new LinkedHashMap<String, String>();
            for (var one : group) {
                for (int i = 0; i < one.cases.size(); i++) {
                    keys.putIfAbsent(one.keys.get(i), label(one.cases.get(i)));
                }
            }
            var id = id(keys.keySet());
            var ids = new HashMap<String, String>();
            var options = new ArrayList<Question.Choice>();
            keys.forEach((key, label) -> {
                var choice = unused(slug(label), ids);
                ids.put(key, choice);
                options.add(new Question.Choice(choice, label, false));
            });
            if (options.stream()
                    .allMatch(option -> SPECIAL.matcher(option.label()).find())) {
                options.add(new Question.Choice(unused("aucune", ids), "Aucune de ces situations", true));
            }
            questions.add(new Question(id, QuestionWords.about(options), group.getFirst().hint, List.copyOf(options)));
            for (var one : group) {
                for (int i = 0; i < one.cases.size(); i++) {
                    var key = one.keys.get(i);
                    var guard = new Guard.Chosen(id, ids.getOrDefault(key, ""));
                    chosen.put(one.cases.get(i), guard);
                }
            }
        }
        for (var one : met) {
            var context = context(one.frame);
            var question = ((Guard.Chosen) chosen(one.cases.getFirst())).question();
            contexts.merge(question, context, Guard::or);
            for (int i = 0; i < one.cases.size(); i++) {
                if (one.keys.get(i).startsWith("T")
                        && !Conditions.variable(one.cases.get(i)).isEmpty()) {
                    conditions.sets(one.keys.get(i), context.and(chosen(one.cases.get(i))), context);
                }
            }
        }
    }

    private void mark(Part.Element element, Part.Element inside) {
        element.elements().forEach(child -> {
            around.put(child, inside);
            mark(child, inside);
        });
    }

    private Guard chosen(Part.Element choice) {
        return chosen.getOrDefault(choice, Guard.ALWAYS);
    }

    private Guard context(Part.Element frame) {
        var known = outside.get(frame);
        if (known != null) {
            return known;
        }
        var inside = around.get(frame);
        var context = inside == null ? Guard.ALWAYS : context(inside).and(chosen(inside));
        outside.put(frame, context);
        return context;
    }

    /** Groups of choices that are one question, in reading order. */
    private List<List<Met>> groups() {
        var groups = new ArrayList<List<Met>>();
        for (var one : met) {
            var same = groups.stream()
                    .filter(group -> group.stream().anyMatch(other -> areSame(one, other)))
                    .findFirst();
            same.ifPresentOrElse(group -> group.add(one), () -> groups.add(new ArrayList<>(List.of(one))));
        }
        return groups;
    }

    private boolean areSame(Met one, Met other) {
        if (isInside(one.frame, other) || isInside(other.frame, one)) {
            return false;
        }
        if (one.cases.stream().allMatch(choice -> isGeneral(label(choice)))) {
            return false;
        }
        var shared = new HashSet<>(one.keys);
        shared.retainAll(other.keys);
        return Set.copyOf(one.keys).equals(Set.copyOf(other.keys))
                || shared.stream()
                        .anyMatch(key -> one.cases.stream()
                                .anyMatch(c -> Conditions.variable(c).equals(key)));
    }

    static boolean isGeneral(String label) {
        return GENERAL.matcher(label).matches();
    }

    private boolean isInside(Part.Element frame, Met other) {
        for (var inside = around.get(frame); inside != null; inside = around.get(inside)) {
            var choice = inside;
            if (other.cases.stream().anyMatch(one -> one == choice)) {
                return true;
            }
        }
        return false;
    }

    private String id(Set<String> keys) {
        var name = String.join("|", keys.stream().sorted().toList());
        var hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 6);
        var id = "q" + hash;
        for (int again = 2; isTaken(id); again++) {
            id = "q" + hash + "-" + again;
        }
        return id;
    }

    private boolean isTaken(String id) {
        return questions.stream().anyMatch(question -> question.id().equals(id));
    }

    private static String unused(String slug, Map<String, String> ids) {
        var id = slug;
        for (int again = 2; ids.containsValue(id); again++) {
            id = slug + "-" + again;
        }
        return id;
    }

    static String slug(String words) {
        var plain = Normalizer.normalize(words, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replace("+", " plus ")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        var cut = plain.length() <= LONGEST_ID
                ? plain
                : plain.substring(0, LONGEST_ID).replaceAll("-+$", "");
        return cut.isEmpty() ? "autre" : cut;
    }
}
