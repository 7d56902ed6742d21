package fr.parvis.messaging.sms;

import org.jspecify.annotations.Nullable;

/** What a centre of SMS brings. It has its answer when these return: whatever they throw makes it bring the same again later. */
public interface SmppReceiver {
    /**
     * @param reference what the parts of one text have in common
     * @param id of the centre; null where it names none
     */
    record Part(
            String from,
            String to,
            byte coding,
            byte[] content,
            String reference,
            int total,
            int number,
            @Nullable String id) {}

    /** @param detail what the centre says of it, like "UNDELIV 011" */
    record Receipt(String id, boolean delivered, String detail) {}

    void sms(Part part);

    void receipt(Receipt receipt);
}
