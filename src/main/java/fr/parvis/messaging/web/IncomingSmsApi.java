package fr.parvis.messaging.web;

import fr.parvis.messaging.IncomingSms;
import fr.parvis.messaging.SmsDoor;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.platform.web.RateLimits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where an HTTP gateway brings the SMS that people write. What is answered with 200 is kept. */
@RestController
@RequestMapping("/api/v1/sms/incoming")
@SecurityRequirements
class IncomingSmsApi {
    private static final int MOST_A_MINUTE = 600;
    private static final int REFUSALS_A_MINUTE = 30;
    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_ID = 200;
    private static final String BEARER = "Bearer ";

    /** {@code id} is the gateway's own name for it: the same again is the same SMS. */
    record BroughtSms(
            @Nullable String from,
            @Nullable String to,
            @Nullable String text,
            @Nullable String id) {}

    record KeptSms(UUID id) {}

    private final IncomingSms incoming;
    private final SmsDoor door;
    private final RateLimits limits;

    IncomingSmsApi(IncomingSms incoming, SmsDoor door, RateLimits limits) {
        this.incoming = incoming;
        this.door = door;
        this.limits = limits;
    }

    @Operation(
            summary = "Bring an SMS that somebody wrote",
            description = "With the secret made at /admin/messages/reglages, in ?token= or as a bearer token.")
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    KeptSms json(
            @RequestBody BroughtSms sms,
            @RequestParam(required = false) @Nullable String token,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        return keep(sms, token, key, request);
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    KeptSms form(
            @ModelAttribute BroughtSms sms,
            @RequestParam(required = false) @Nullable String token,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        return keep(sms, token, key, request);
    }

    private KeptSms keep(BroughtSms sms, @Nullable String token, @Nullable String key, HttpServletRequest request) {
        checkToken(token == null ? bearer(request) : token, request);
        limits.check("sms-incoming", request.getRemoteAddr(), MOST_A_MINUTE);
        var from = line("from", sms.from(), LONGEST_NUMBER);
        if (!from.matches("\\+?[0-9A-Za-z][0-9A-Za-z .()/-]+")) {
            throw ProblemException.field("from", "messaging", "sms-from-malformed");
        }
        var to = line("to", sms.to(), LONGEST_NUMBER);
        if (sms.text() == null) {
            throw ProblemException.field("text", "messaging", "sms-text-missing");
        }
        var text = sms.text().replace("\0", "");
        if (text.length() > LONGEST_TEXT) {
            throw ProblemException.field("text", "messaging", "sms-field-too-long", "text", LONGEST_TEXT);
        }
        var id = line("id", sms.id() == null ? key : sms.id(), LONGEST_ID);
        return new KeptSms(incoming.receive(from, to, text, id.isEmpty() ? null : "http " + id));
    }

    private void checkToken(@Nullable String token, HttpServletRequest request) {
        if (!door.opensWith(token)) {
            limits.check("sms-refused", request.getRemoteAddr(), REFUSALS_A_MINUTE);
            throw new ProblemException(HttpStatus.UNAUTHORIZED, "messaging", "sms-token-wrong");
        }
    }

    private static @Nullable String bearer(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    private static String line(String field, @Nullable String value, int most) {
        var text = value == null ? "" : value.replaceAll("\\p{Cntrl}+", " ").strip();
        if (text.length() > most) {
            throw ProblemException.field(field, "messaging", "sms-field-too-long", field, most);
        }
        return text;
    }
}
