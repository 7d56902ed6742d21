package fr.parvis.messaging.incoming;

import fr.parvis.messaging.incoming.ParsedMail.Attachment;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Judges attachments: by size and type, then by the scanner, once for each content. */
@Component
class Attachments {
    private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

    private final IncomingTables tables;
    private final IncomingSettings settings;
    private final @Nullable Clamd scanner;

    Attachments(IncomingTables tables, IncomingSettings settings) {
        this.tables = tables;
        this.settings = settings;
        this.scanner = settings.clamdUrl().isEmpty() ? null : new Clamd(settings.clamdUrl());
    }

    Verdict judge(UUID mailId, Attachment one, byte[] content) {
        var byRules = AttachmentRules.of(one, content, settings.mailMacros());
        if (byRules.kind() == Verdict.Kind.REFUSED) {
            return byRules;
        }
        return tables.scanned(mailId, one.sha256()).orElseGet(() -> scan(mailId, one, content));
    }

    private Verdict scan(UUID mailId, Attachment one, byte[] content) {
        if (scanner == null) {
            return Verdict.UNCHECKED;
        }
        try {
            var verdict = scanner.scan(content);
            tables.keepScan(mailId, one.sha256(), verdict);
            if (verdict.kind() == Verdict.Kind.INFECTED) {
                LOG.warn("attachment {} of mail {} is infected: {}", one.number(), mailId, verdict.reason());
            }
            return verdict;
        } catch (IOException failure) {
            LOG.warn("attachment {} of mail {} could not be scanned: {}", one.number(), mailId, failure.getMessage());
            return Verdict.UNCHECKED;
        }
    }

    /** What a scanner should have looked at waits for it. */
    boolean isHandedOut(Verdict verdict) {
        return verdict.kind() == Verdict.Kind.CLEAN || verdict.kind() == Verdict.Kind.UNCHECKED && scanner == null;
    }
}
