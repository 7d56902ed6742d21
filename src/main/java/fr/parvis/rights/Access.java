package fr.parvis.rights;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.rights.Held;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.rights.PersonName;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Reach;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that is kept of a person, for them (RGPD art. 15 and 20): {@code donnees.json} for programs, {@code donnees.pdf} to read, and the
 * documents as they were sent. The shape of the JSON is in {@code docs/guide}, and stays.
 */
@Component
public class Access {
    static final String FORMAT = "parvis.personal-data/1";

    /** @param file in the folder of documents */
    public record Document(String file, Held.Enclosed enclosed) {}

    /**
     * @param kinds in order, those of which something is kept
     * @param documents by what they hang on
     */
    public record Copy(
            People.Found found, Instant at, Map<String, List<Held>> kinds, Map<Held.Enclosed, String> documents) {}

    private final List<PersonalDataHolder> holders;
    private final Directory directory;
    private final AuditLog audit;
    private final JsonMapper json;
    private final Clock clock;

    Access(List<PersonalDataHolder> holders, Directory directory, AuditLog audit, JsonMapper json, Clock clock) {
        this.holders = List.copyOf(holders);
        this.directory = directory;
        this.audit = audit;
        this.json = json.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
        this.clock = clock;
    }

    @Transactional
    public Copy copy(People.Found found) {
        var kinds = new LinkedHashMap<String, List<Held>>();
        var documents = new LinkedHashMap<Held.Enclosed, String>();
        holders.forEach(one -> one.find(found.person())
                .forEach(held -> kinds.computeIfAbsent(held.kind(), _ -> new ArrayList<>())
                        .add(held)));
        kinds.values().forEach(all -> all.forEach(held -> name(held, documents)));
        return new Copy(found, clock.instant(), kinds, documents);
    }

    /** A name of its own for each, which any disk takes. */
    private static void name(Held held, Map<Held.Enclosed, String> documents) {
        held.documents()
                .forEach(one -> documents.put(
                        one,
                        "%03d-%s".formatted(documents.size() + 1, one.name().replaceAll("[^\\p{L}\\p{Nd}._ -]", "_"))));
        held.parts().forEach(part -> name(part, documents));
    }

    /** @param pdf draws what a person reads */
    @Transactional
    public void write(Copy copy, Function<Copy, byte[]> pdf, OutputStream out) throws IOException {
        audit.write("person-exported", Integer.toString(copy.kinds().size()));
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            put(zip, "donnees.json", json(copy));
            put(zip, "donnees.pdf", pdf.apply(copy));
            for (var one : copy.documents().entrySet()) {
                put(zip, "documents/" + one.getValue(), one.getKey().content().get());
            }
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    byte[] json(Copy copy) {
        var all = new LinkedHashMap<String, Object>();
        all.put("format", FORMAT);
        all.put("controller", directory.organisation().name());
        all.put("madeAt", copy.at().toString());
        all.put("person", person(copy.found().person()));
        var data = new LinkedHashMap<String, Object>();
        copy.kinds()
                .forEach((kind, held) -> data.put(
                        kind,
                        held.stream().map(one -> tree(one, copy.documents())).toList()));
        all.put("data", data);
        return json.writeValueAsString(all).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> person(Person person) {
        var who = new LinkedHashMap<String, Object>();
        who.put("names", person.names().stream().map(PersonName::shown).sorted().toList());
        who.put("emails", List.of(person.emails()));
        who.put(
                "phones",
                person.reaches().stream()
                        .filter(one -> one.kind() == Reach.Kind.PHONE)
                        .map(Reach::value)
                        .toList());
        return who;
    }

    private static Map<String, Object> tree(Held held, Map<Held.Enclosed, String> documents) {
        var tree = new LinkedHashMap<String, Object>();
        held.fields().forEach((key, value) -> tree.put(key, isPlain(value) ? value : value.toString()));
        var parts = new LinkedHashMap<String, List<Object>>();
        held.parts()
                .forEach(part -> parts.computeIfAbsent(part.kind(), _ -> new ArrayList<>())
                        .add(tree(part, documents)));
        tree.putAll(parts);
        if (!held.documents().isEmpty()) {
            tree.put(
                    "documents",
                    held.documents().stream()
                            .map(one -> Map.of("name", one.name(), "file", "documents/" + documents.get(one)))
                            .toList());
        }
        return tree;
    }

    private static boolean isPlain(Object value) {
        return value instanceof Number || value instanceof Boolean;
    }
}
