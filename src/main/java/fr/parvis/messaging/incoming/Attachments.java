package fr.parvis.messaging.incoming;

import fr.parvis.messaging.incoming.ParsedMail.Attachment;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Judges attachments: by size and type, then by the scanner, once for each content. */
@Component
class Attachments {
    private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

    private final IncomingTables tables;
    private final IncomingSettings settings;
    private final VirusScan scanner;

    Attachments(IncomingTables tables, IncomingSettings settings, VirusScan scanner) {
        this.tables = tables;
        this.settings = settings;
        this.scanner = scanner;
    }

    Verdict judge(UUID mailId, Attachment one, byte[] content) {
        var byRules = AttachmentRules.of(one, content, settings.mailMacros());
        if (byRules.kind() == Verdict.Kind.REFUSED) {
            return byRules;
        }
        return tables.scanned(mailId, one.sha256()).orElseGet(() -> scan(mailId, one, content));
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
