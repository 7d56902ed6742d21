package fr.parvis.demo;

import fr.parvis.relations.Documents;
import fr.parvis.relations.Handling;
import fr.parvis.relations.PeopleOfRequests;
import fr.parvis.relations.Request;
import fr.parvis.relations.post.PaperLetters;
import fr.parvis.relations.post.ScannedPost;
import fr.parvis.relations.usager.Usager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Letters that came to Saint-Parvis, and what leaves in answer: printed and to print. */
@Component
class DemoPost {
    private final ScannedPost scans;
    private final PaperLetters letters;
    private final PeopleOfRequests people;
    private final Handling handling;
    private final DemoTown town;

    DemoPost(ScannedPost scans, PaperLetters letters, PeopleOfRequests people, Handling handling, DemoTown town) {
        this.scans = scans;
        this.letters = letters;
        this.people = people;
        this.handling = handling;
        this.town = town;
    }

    void bring(Usager elder, LocalDate today) {
        var bench = letter(
                today.minusDays(3),
                elder.firstName(),
                elder.lastName(),
                "4 rue des Lilas\n00000 Saint-Parvis",
                "Banc de la rue des Lilas");
        people.tie(bench.id(), elder.id());
        letters.print();
        var hedge = letter(
                today.minusDays(2), "Marcel", "Desmarches", "9 quai des Brumes\n00000 Saint-Parvis", "Haie de l’école");
        handling.take(hedge.id());
        letters.write(
                hedge,
                letters.address(hedge),
                "Votre lettre sur la haie de l’école",
                "Monsieur,\n\nVous nous avez écrit au sujet de la haie de l’école. Elle est taillée mercredi.\n\nNous vous remercions de nous avoir prévenus.",
                PaperLetters.Ends.SOLVED,
                "");
    }

    private Request letter(LocalDate on, String first, String last, String address, String subject) {
        return scans.receive(new ScannedPost.Scan(
                on,
                first,
                last,
                "",
                first + " " + last + "\n" + address,
                subject,
                "",
                "",
                Request.Kind.QUESTION,
                null,
                town.site(TownPlan.SITES.getFirst()).id(),
                List.of(new Documents.Sent("lettre.pdf", scan())),
                "demo-office-letter-" + last));
    }

    private static byte[] scan() {
        try (var file = Objects.requireNonNull(DemoPost.class.getResourceAsStream("/demo/lettre.pdf"))) {
            return file.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
