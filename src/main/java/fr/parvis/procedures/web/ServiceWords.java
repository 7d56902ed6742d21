package fr.parvis.procedures.web;

import fr.parvis.directory.ServiceOffer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which service a procedure belongs to, told by the words that their names share. */
final class ServiceWords {
    private static final Set<String> COMMON = Set.of(
            "demande",
            "premiere",
            "pour",
            "dans",
            "avec",
            "sans",
            "depot",
            "retrait",
            "inscription",
            "conseil",
            "accueil",
            "service",
            "majeur",
            "mineur",
            "copie",
            "extrait",
            "perte",
            "vol",
            "renouvellement",
            "france",
            "accompagnement",
            "renseignement");

    private ServiceWords() {}

    static Optional<ServiceOffer> best(String procedure, List<ServiceOffer> services) {
        var wanted = words(procedure);
        ServiceOffer best = null;
        long most = 0;
        for (var service : services) {
            var shared = words(service.name()).stream().filter(wanted::contains).count();
            if (shared > most) {
                most = shared;
                best = service;
            }
        }
        return Optional.ofNullable(best);
    }

    private static Set<String> words(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(plain.split("[^a-z0-9]+"))
                .map(word -> word.replaceAll("s$", ""))
                .filter(word -> word.length() > 3 && !COMMON.contains(word))
                .collect(Collectors.toSet());
    }
}
