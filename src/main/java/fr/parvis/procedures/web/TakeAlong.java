package fr.parvis.procedures.web;

import fr.parvis.platform.web.PublicAddress;
import fr.parvis.procedures.Sheet;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * The ways to take a checklist home. E-mail and SMS leave from the person's own device, so that we learn no address and no number.
 */
@Component
class TakeAlong {
    /** @param link the list's address in full */
    record Ways(String pdf, String code, String mail, String sms, String link) {}

    private final PublicAddress addresses;
    private final MessageSource messages;

    TakeAlong(PublicAddress addresses, MessageSource messages) {
        this.addresses = addresses;
        this.messages = messages;
    }

    Ways of(ListAddress here, Sheet sheet, Locale locale) {
        var link = addresses.of(here.seen());
        var subject = messages.getMessage("list.mail.subject", new Object[] {sheet.title()}, locale);
        var text = messages.getMessage("list.mail.text", new Object[] {sheet.title(), link}, locale);
        return new Ways(
                here.address("/liste.pdf"),
                here.address("/qr.svg"),
                "mailto:?subject=" + encoded(subject) + "&body=" + encoded(text),
                "sms:?body=" + encoded(subject + " " + link),
                link);
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
