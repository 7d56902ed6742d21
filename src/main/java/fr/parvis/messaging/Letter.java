package fr.parvis.messaging;

import fr.parvis.messaging.NewMessage.Attachment;
import java.util.List;

/**
 * How an e-mail that a person wrote leaves: in the name of their service, as part of a conversation. It does not say that a machine wrote
 * it, so that it may be answered by those who answer no machine.
 *
 * @param from one of our addresses, at a domain that the mail server signs for (DKIM)
 * @param fromName what is read beside it; "" for nothing
 * @param replyTo "" for {@code from}
 * @param inReplyTo Message-ID of what it answers, without brackets; "" for nothing
 * @param references Message-IDs of the conversation, oldest first
 * @param enclosures attached, in this order
 */
public record Letter(
        String from,
        String fromName,
        String replyTo,
        String inReplyTo,
        List<String> references,
        List<Attachment> enclosures) {
    /** The header that holds the address a message of ours was sent from: whatever comes back with it is our own. */
    public static final String MARK = "X-Parvis-From";
}
