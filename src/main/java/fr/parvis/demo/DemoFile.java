package fr.parvis.demo;

import fr.parvis.directory.Directory;
import fr.parvis.identity.Role;
import fr.parvis.platform.ParvisSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code DATA/demo.json}: what a script needs to act in the demonstration; readable by the owner alone. */
@Component
class DemoFile {
    record File(String baseUrl, List<Place> sites, List<Login> accounts, Map<String, String> tokens) {}

    record Place(String slug, String name, List<Named> services, List<Named> counters) {}

    record Named(String slug, String name) {}

    record Login(String role, String login, String password) {}

    private final Directory directory;
    private final DemoSecrets secrets;
    private final ParvisSettings settings;
    private final JsonMapper json;

    DemoFile(Directory directory, DemoSecrets secrets, ParvisSettings settings, JsonMapper json) {
        this.directory = directory;
        this.secrets = secrets;
        this.settings = settings;
        this.json = json;
    }

    static Path in(Path data) {
        return data.resolve("demo.json");
    }

    void write(int port) throws IOException {
        var base = settings.publicUrl().isEmpty() ? "http://localhost:" + port : settings.publicUrl();
        var tokens = new TreeMap<String, String>();
        Arrays.stream(Role.values()).map(Role::name).forEach(role -> tokens.put(role, secrets.token(role)));
        var file = new File(base, places(), logins(), tokens);
        var target = in(Path.of(settings.data()));
        Files.createDirectories(target.toAbsolutePath().getParent());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var fresh = Files.createTempFile(target.toAbsolutePath().getParent(), "demo", ".json", ownerOnly);
        Files.writeString(fresh, json.writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n");
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<Place> places() {
        // the town hall first, where scripts begin
        return TownPlan.SITES.stream()
                .flatMap(plan -> directory.findSite(plan.slug()).stream())
                .map(site -> new Place(
                        site.slug(),
                        site.name(),
                        directory.servicesAt(site.id()).stream()
                                .map(service -> new Named(service.slug(), service.name()))
                                .toList(),
                        directory.countersAt(site.id()).stream()
                                .map(counter -> new Named(counter.slug(), counter.name()))
                                .toList()))
                .toList();
    }

    private List<Login> logins() {
        return Stream.concat(DemoTown.STAFF.stream(), Stream.of(DemoPartners.SOMEBODY))
                .map(staff -> new Login(staff.role().name(), staff.login(), secrets.password(staff.login())))
                .toList();
    }
}
