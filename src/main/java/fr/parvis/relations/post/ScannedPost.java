package fr.parvis.relations.post;

import fr.parvis.directory.Directory;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.Channel;
import fr.parvis.relations.Documents;
import fr.parvis.relations.FileType;
import fr.parvis.relations.Handling;
import fr.parvis.relations.NewRequest;
import fr.parvis.relations.OfficeDays;
import fr.parvis.relations.Reference;
import fr.parvis.relations.Request;
import fr.parvis.relations.RequestType;
import fr.parvis.relations.Requests;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** PaperLetters that came by post, scanned: times run from the day on which they arrived. */
@Component
@Transactional
public class ScannedPost {
    /**
     * @param receivedOn as the stamp says
     * @param address lines; "" when it is not known
     * @param reference of a request that it belongs to; "" for a new one
     */
    public record Scan(
            LocalDate receivedOn,
            String firstName,
            String lastName,
            String email,
            String address,
            String subject,
            String words,
            String reference,
            Request.Kind kind,
            @Nullable RequestType type,
            @Nullable UUID site,
            List<Documents.Sent> files,
            String form) {}

    private static final int DAYS_BACK = 60;
    private static final Set<FileType> SCANS = Set.of(FileType.PDF, FileType.JPEG, FileType.PNG);

    private final Requests requests;
    private final Handling handling;
    private final Documents documents;
    private final PaperLetters letters;
    private final OfficeDays days;
    private final Directory directory;
    private final MessageSource texts;

    ScannedPost(
            Requests requests,
            Handling handling,
            Documents documents,
            PaperLetters letters,
            OfficeDays days,
            Directory directory,
            MessageSource texts) {
        this.requests = requests;
        this.handling = handling;
        this.documents = documents;
        this.letters = letters;
        this.days = days;
        this.directory = directory;
        this.texts = texts;
    }

    /** @throws ProblemException about a field that must be corrected; nothing is kept then */
    public Request receive(Scan scan) {
        check(scan);
        var files =
                documents.checked(scan.files().stream().map(ScannedPost::shown).toList());
        if (files.stream().anyMatch(one -> !SCANS.contains(one.type()))) {
            throw ProblemException.field("files", "relations", "scan-type");
        }
        return scan.reference().isEmpty() ? received(scan, files) : added(scan, files);
    }

    /** A browser shows no TIFF. */
    private static Documents.Sent shown(Documents.Sent file) {
        return ScannedTiff.is(file.content()) && file.content().length <= Documents.LARGEST
                ? new Documents.Sent(file.name(), ScannedTiff.pdf(file.name(), file.content()))
                : file;
    }

    private void check(Scan scan) {
        var today = days.today();
        if (scan.receivedOn().isAfter(today) || scan.receivedOn().isBefore(today.minusDays(DAYS_BACK))) {
            throw ProblemException.field("receivedOn", "relations", "scan-received-day", DAYS_BACK);
        }
        if (scan.files().isEmpty()) {
            throw ProblemException.field("files", "relations", "scan-missing");
        }
    }

    private Request received(Scan scan, List<Documents.Checked> files) {
        var address = scan.address().isBlank() ? null : EnvelopeAddress.of(scan.address());
        var said = new Request.Said(
                scan.subject(), words(scan), scan.firstName(), scan.lastName(), scan.email(), "", null);
        var request = requests.receive(
                new NewRequest(scan.kind(), scan.type(), Channel.POST, "fr", null, scan.site(), said, scan.form()),
                scan.receivedOn());
        if (!documents.of(request).isEmpty()) {
            // the same form, sent again
            return request;
        }
        documents.keep(
                directory.organisation().id(), requests.interactions(request).getFirst(), files);
        if (address != null && scan.email().isEmpty()) {
            letters.acknowledge(request, address);
        } else if (address != null) {
            letters.keep(request, address);
        }
        return request;
    }

    private Request added(Scan scan, List<Documents.Checked> files) {
        var request = Reference.parse(scan.reference())
                .flatMap(requests::find)
                .filter(one -> one.said() != null)
                .orElseThrow(() -> ProblemException.field("reference", "relations", "visit-request-unknown"));
        var heard = handling.hear(request.id(), Channel.POST, words(scan), scan.receivedOn(), true);
        documents.keep(directory.organisation().id(), heard, files);
        return request;
    }

    private String words(Scan scan) {
        var day = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.FRENCH).format(scan.receivedOn());
        var stamp = texts.getMessage("post.stamp", new Object[] {day}, Locale.FRENCH);
        return scan.words().isBlank() ? stamp : stamp + "\n\n" + scan.words();
    }
}
