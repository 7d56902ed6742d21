package fr.parvis.appointments.national;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import fr.parvis.directory.Site;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The words of the national services, in this one place: headers, fields, and how a time is written. */
public final class NationalFormat {
    /** By which the national search shows who it is. */
    public static final String HUB_TOKEN = "x-hub-rdv-auth-token";

    /** By which we show the national appointment service who we are. */
    static final String API_TOKEN = "x-rdv-opt-auth-token";

    static final String STATUS = "status";
    static final String APPOINTMENTS = "appointments";
    static final String APPLICATION_IDS = "application_ids";
    static final String APPLICATION_ID = "application_id";
    static final String MEETING_POINT = "meeting_point";
    static final String MEETING_POINT_ID = "meeting_point_id";
    static final String APPOINTMENT_DATE = "appointment_date";
    static final String MANAGEMENT_URL = "management_url";

    /** {@code GET /getManagedMeetingPoints}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MeetingPoint(
            @JsonProperty("id") String id,
            @JsonProperty("name") String name,
            @JsonProperty("longitude") @Nullable Double longitude,
            @JsonProperty("latitude") @Nullable Double latitude,
            @JsonProperty("public_entry_address") String street,
            @JsonProperty("zip_code") String zipCode,
            @JsonProperty("city_name") String city,
            @JsonProperty("website") String website) {}

    /** {@code GET /availableTimeSlots}. */
    public record TimeSlot(
            @JsonProperty("datetime") String datetime,
            @JsonProperty("callback_url") String callbackUrl) {}

    /** {@code GET /searchApplicationIds}. */
    public record Booked(
            @JsonProperty("meeting_point") String meetingPoint,
            @JsonProperty("datetime") String datetime,
            @JsonProperty("management_url") String managementUrl,
            @JsonProperty("cancel_url") String cancelUrl) {}

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'", Locale.ROOT);
    private static final DateTimeFormatter DECLARED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private NationalFormat() {}

    /** The national search shows the digits as they are written: a time of the place's own clock, although it ends in Z. */
    public static String shown(Instant at, Site site) {
        return SHOWN.format(at.atZone(site.zone()));
    }

    /** The same in the words of the national appointment service. */
    static String declared(Instant at, Site site) {
        return DECLARED.format(at.atZone(site.zone()));
    }

    /** Digits of somebody's clock, whatever zone they claim. */
    static Optional<LocalDateTime> read(String text) {
        try {
            return Optional.of(
                    LocalDateTime.parse(text.strip().replace(' ', 'T').replaceFirst("(Z|[+-]\\d\\d:?\\d\\d)$", "")));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
