package fr.parvis.messaging.incoming;

import fr.parvis.messaging.incoming.IncomingTables.EnclosedRow;
import fr.parvis.messaging.incoming.ParsedMail.Attachment;
import fr.parvis.platform.Sealer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Judges attachments: by size and type, then by the scanner, once for each content; and lists them, for whoever only looks. */
@Component
class Attachments {
    private static final String MACROS = "macros";
    private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

    private final IncomingTables tables;
    private final IncomingSettings settings;
    private final Sealer sealer;
    private final VirusScan scanner;

    Attachments(IncomingTables tables, IncomingSettings settings, Sealer sealer, VirusScan scanner) {
        this.tables = tables;
        this.settings = settings;
        this.sealer = sealer;
        this.scanner = scanner;
    }

    Verdict judge(UUID mailId, Attachment one, byte[] content) {
        var byRules = AttachmentRules.of(one, content, settings.mailMacros());
        if (byRules.kind() == Verdict.Kind.REFUSED) {
            return byRules;
        }
        return tables.scanned(mailId, one.sha256()).orElseGet(() -> scan(mailId, one, content));
    }

    /** Keeps what there is to say of them, but for the scanner's word. */
    void list(UUID mailId, MailParser.Read read) {
        tables.list(
                mailId,
                read.mail().attachments().stream()
                        .map(one -> new EnclosedRow(
                                one.number(),
                                sealer.seal(one.name().getBytes(StandardCharsets.UTF_8), place(mailId, one.number())),
                                one.detected(),
                                one.size(),
                                one.inline(),
                                one.sha256(),
                                rule(one, read.contents().get(one.number())),
                                Optional.empty()))
                        .toList());
    }

    private static String rule(Attachment one, byte[] content) {
        var always = AttachmentRules.of(one, content, true);
        return always.kind() == Verdict.Kind.REFUSED
                ? always.reason()
                : AttachmentRules.of(one, content, false).kind() == Verdict.Kind.REFUSED ? MACROS : "";
    }

    List<IncomingMails.Enclosed> listed(UUID mailId) {
        return tables.enclosed(mailId).stream()
                .map(row -> new IncomingMails.Enclosed(
                        row.number(),
                        new String(sealer.open(row.name(), place(mailId, row.number())), StandardCharsets.UTF_8),
                        row.size(),
                        row.inline(),
                        verdict(row)))
                .toList();
    }

    private Verdict verdict(EnclosedRow row) {
        return switch (row.rule()) {
            case "size" -> Verdict.SIZE_REFUSED;
            case "type" -> Verdict.TYPE_REFUSED;
            case MACROS -> settings.mailMacros() ? row.scanned().orElse(Verdict.UNCHECKED) : Verdict.TYPE_REFUSED;
            default -> row.scanned().orElse(Verdict.UNCHECKED);
        };
    }

    private static String place(UUID mailId, int number) {
        return "messaging.enclosed " + mailId + " " + number;
    }

    boolean hasScanner() {
        return scanner.isThere();
    }

    private Verdict scan(UUID mailId, Attachment one, byte[] content) {
        var verdict = scanner.of(content);
        if (verdict.kind() != Verdict.Kind.UNCHECKED) {
            tables.keepScan(mailId, one.sha256(), verdict);
        }
        if (verdict.kind() == Verdict.Kind.INFECTED) {
            LOG.warn("attachment {} of mail {} is infected: {}", one.number(), mailId, verdict.reason());
        }
        return verdict;
    }

    /** What a scanner should have looked at waits for it. */
    boolean isHandedOut(Verdict verdict) {
        return verdict.kind() == Verdict.Kind.CLEAN || verdict.kind() == Verdict.Kind.UNCHECKED && !scanner.isThere();
    }
}
