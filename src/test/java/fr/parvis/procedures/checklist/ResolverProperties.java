package fr.parvis.procedures.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import fr.parvis.procedures.Part;
import fr.parvis.procedures.Sheet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invented sheets with nested choices, some asked twice, against every way of answering them. */
class ResolverProperties {
    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    private static final class Inventor {
        private final Random random;
        private final List<List<String>> groups = new ArrayList<>();
        private final List<List<String>> open = new ArrayList<>();
        private int named;

        Inventor(int seed) {
            random = new Random(seed);
        }

        Part.Element element(String name, List<Part> children, String... attributes) {
            var map = new TreeMap<String, String>();
            for (int i = 0; i < attributes.length; i += 2) {
                map.put(attributes[i], attributes[i + 1]);
            }
            return new Part.Element(name, map, children);
        }

        Part.Element words(String name, String words) {
            return element(name, List.of(new Part.Text(words)));
        }

        List<Part> parts(int depth) {
            var parts = new ArrayList<Part>();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                if (depth > 0 && random.nextInt(3) > 0) {
                    parts.add(choice(depth));
                } else {
                    parts.add(element("Liste", List.of(item()), "type", "puce"));
                }
            }
            return parts;
        }

        Part.Element item() {
            return element("Item", List.of(words("Paragraphe", "Papier " + random.nextInt(9))));
        }

        Part.Element choice(int depth) {
            var variables = groups.isEmpty() ? List.<String>of() : groups.get(random.nextInt(groups.size()));
            if (variables.isEmpty() || open.contains(variables) || random.nextInt(4) > 0) {
                variables = new ArrayList<>();
                for (int i = random.nextInt(2, 4); i > 0; i--) {
                    variables.add("T" + ++named);
                }
                if (groups.size() < 3) {
                    groups.add(variables);
                }
            }
            open.add(variables);
            var cases = new ArrayList<Part>();
            for (var variable : variables) {
                var children = new ArrayList<Part>();
                children.add(words("Titre", "Cas " + variable));
                children.add(element("Condition", List.of(element("estVrai", List.of(), "var", variable))));
                children.addAll(parts(depth - 1));
                cases.add(element("Cas", children));
            }
            open.remove(variables);
            return element("BlocCas", cases, "affichage", "radio");
        }

        Sheet sheet() {
            var chapter = new ArrayList<Part>(List.of(words("Titre", "Pièces à fournir")));
            chapter.addAll(parts(2));
            var root = element(
                    "Publication", List.of(element("Texte", List.of(element("Chapitre", chapter, "type", "pieces")))));
            return new Sheet("particuliers", "F1", "Fiche", "Essai", "", "", "", null, null, root);
        }
    }

    /** What a reader finds who walks the sheet with all the choices made: no guard, no table of truths. */
    private static Set<String> walked(Part.Element element, Map<String, String> labels) {
        var found = new HashSet<String>();
        for (var child : element.elements().toList()) {
            switch (child.name()) {
                case "Item" -> found.add(child.words());
                case "BlocCas" -> {
                    var titles = child.elements("Cas")
                            .map(one -> one.first("Titre").orElseThrow().words())
                            .toList();
                    child.elements("Cas")
                            .filter(one -> labels.values().stream()
                                    .anyMatch(label -> label.equals(
                                            one.first("Titre").orElseThrow().words())))
                            .forEach(one -> found.addAll(walked(one, labels)));
                    assertThat(titles).doesNotHaveDuplicates();
                }
                default -> found.addAll(walked(child, labels));
            }
        }
        return found;
    }

    private static void worlds(
            List<Question> questions,
            int next,
            Map<String, String> ids,
            Map<String, String> labels,
            List<Map<String, String>[]> into) {
        if (into.size() > 400) {
            return;
        }
        if (next == questions.size()) {
            @SuppressWarnings({"unchecked", "rawtypes"})
            Map<String, String>[] world = new Map[] {Map.copyOf(ids), Map.copyOf(labels)};
            into.add(world);
            return;
        }
        var question = questions.get(next);
        for (var choice : question.choices()) {
            ids.put(question.id(), choice.id());
            labels.put(question.id(), choice.label());
            worlds(questions, next + 1, ids, labels, into);
        }
        ids.remove(question.id());
        labels.remove(question.id());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void never_too_much_never_too_little(int seed) {
        var sheet = new Inventor(seed).sheet();
        var plan = PlanReader.read(sheet);
        var random = new Random(seed);
        var worlds = new ArrayList<Map<String, String>[]>();
        worlds(plan.questions(), 0, new HashMap<>(), new HashMap<>(), worlds);
        boolean complete = worlds.size() <= 400;
        for (int i = 0; i < 20; i++) {
            var world = worlds.get(random.nextInt(worlds.size()));
            var list = Resolver.resolve(plan, world[0]);
            assertThat(keys(list)).as("all answered").isEqualTo(lower(walked(sheet.content(), world[1])));
            assertThat(list.documents()).allMatch(Checklist.Item::isSure);
            assertThat(list.next()).isEmpty();
        }
        // answer one question after the other, as a person does
        var truth = worlds.get(random.nextInt(worlds.size()));
        var answers = new HashMap<String, String>();
        for (int asked = 0; asked <= plan.questions().size(); asked++) {
            var list = Resolver.resolve(plan, answers);
            var kept = worlds.stream()
                    .filter(world -> world[0].entrySet().containsAll(answers.entrySet()))
                    .map(world -> lower(walked(sheet.content(), world[1])))
                    .toList();
            var possible = new HashSet<String>();
            kept.forEach(possible::addAll);
            var certain = new HashSet<>(kept.getFirst());
            kept.forEach(certain::retainAll);
            if (complete) {
                assertThat(keys(list)).as("the union after %s", answers).isEqualTo(possible);
                assertThat(list.documents())
                        .allSatisfy(item -> assertThat(item.isSure())
                                .as("%s after %s", item, answers)
                                .isEqualTo(certain.contains(item.document().key())));
            }
            if (list.next().isEmpty()) {
                assertThat(list.documents())
                        .as("nothing left to ask, nothing left open")
                        .allMatch(Checklist.Item::isSure);
                assertThat(keys(list)).isEqualTo(lower(walked(sheet.content(), truth[1])));
                return;
            }
            var question = list.next().get(random.nextInt(list.next().size()));
            assertThat(answers).doesNotContainKey(question.id());
            var choice = truth[0].get(question.id());
            assertThat(choice).isNotNull();
            answers.put(question.id(), String.valueOf(choice));
        }
        throw new AssertionError("it never ends asking");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void asked_about_documents_alone_the_documents_are_exact(int seed) {
        var sheet = new Inventor(seed).sheet();
        var plan = PlanReader.read(sheet);
        var random = new Random(seed);
        var worlds = new ArrayList<Map<String, String>[]>();
        worlds(plan.questions(), 0, new HashMap<>(), new HashMap<>(), worlds);
        var truth = worlds.get(random.nextInt(worlds.size()));
        var answers = new HashMap<String, String>();
        for (int asked = 0; asked <= plan.questions().size(); asked++) {
            var next = Resolver.aboutDocuments(plan, answers);
            var list = Resolver.resolve(plan, answers);
            if (next.isEmpty()) {
                assertThat(list.documents()).allMatch(Checklist.Item::isSure);
                assertThat(keys(list)).isEqualTo(lower(walked(sheet.content(), truth[1])));
                return;
            }
            assertThat(list.documents()).anyMatch(item -> !item.isSure());
            var question = next.get(random.nextInt(next.size()));
            answers.put(question.id(), String.valueOf(truth[0].get(question.id())));
        }
        throw new AssertionError("it never ends asking");
    }

    private static Set<String> keys(Checklist list) {
        var keys = new HashSet<String>();
        list.documents().forEach(item -> keys.add(item.document().key()));
        return keys;
    }

    private static Set<String> lower(Set<String> words) {
        var lower = new HashSet<String>();
        words.forEach(word -> lower.add(DocumentWords.key(word)));
        return lower;
    }
}
