package fr.parvis.messaging.incoming;

import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param imapUrl with user and secret; empty when no mailbox is given
 * @param imapUrlFile where it was read from, to be read again at each connection; empty when it was not
 * @param mailFrom what other messages of ours are sent from
 * @param clamdUrl empty when no scanner looks at attachments
 * @param mailMacros whether documents with macros are handed out
 */
@ConfigurationProperties("parvis")
record IncomingSettings(
        @DefaultValue("") String imapUrl,
        @DefaultValue("") String imapUrlFile,
        @DefaultValue("") String mailFrom,
        @DefaultValue("") String clamdUrl,
        @DefaultValue("false") boolean mailMacros) {
    IncomingSettings {
        mailFrom = mailFrom.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "IncomingSettings";
    }
}
