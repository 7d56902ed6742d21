package fr.parvis.messaging.incoming;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The scanner for viruses, when the organisation has one. */
@Component
public class VirusScan {
    private static final Logger LOG = LoggerFactory.getLogger(VirusScan.class);

    private final @Nullable Clamd scanner;

    VirusScan(IncomingSettings settings) {
        this.scanner = settings.clamdUrl().isEmpty() ? null : new Clamd(settings.clamdUrl());
    }

    public boolean isThere() {
        return scanner != null;
    }

    /** Clean, infected, or unchecked: without a scanner, and when it does not answer. */
    public Verdict of(byte[] content) {
        if (scanner == null) {
            return Verdict.UNCHECKED;
        }
        try {
            return scanner.scan(content);
        } catch (IOException failure) {
            LOG.warn("a file could not be scanned: {}", failure.getMessage());
            return Verdict.UNCHECKED;
        }
    }
}
