package fr.parvis.appointments.national;

import fr.parvis.platform.fetch.Call;
import fr.parvis.platform.fetch.FetchFailure;
import fr.parvis.platform.fetch.Reach;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The national appointment service: what it knows of a number, and what we tell it. */
@Component
@EnableConfigurationProperties(NationalSettings.class)
class NationalApi {
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration WHILE_SOMEBODY_WAITS = Duration.ofSeconds(4);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** An appointment that some calendar has told it. */
    record Known(String meetingPoint, String date, String managementUrl) {}

    /** @param code "validated", "consumed", "declared", "unknown", "expired", or a word of tomorrow */
    record Status(String code, List<Known> appointments) {
        boolean isValidated() {
            return code.equals("validated");
        }
    }

    /** What we tell, or have told. */
    record Told(String pointId, String point, String date) {}

    /** It did not answer, or not as it should. */
    static final class Away extends Exception {
        private final boolean refused;

        /** @param refused trying again is of no use */
        Away(String why, boolean refused) {
            super(why);
            this.refused = refused;
        }

        boolean isRefused() {
            return refused;
        }
    }

    private final NationalSettings settings;
    private final JsonMapper json;
    private final Call quick;
    private final Call patient;

    NationalApi(NationalSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        // whoever runs the machine has chosen the address, and may have put a relay inside
        this.quick = new Call(MOST_BYTES, WHILE_SOMEBODY_WAITS, _ -> Reach.EVERYWHERE);
        this.patient = new Call(MOST_BYTES, LONGEST, _ -> Reach.EVERYWHERE);
    }

    /** Those numbers of which it says anything. */
    Map<String, Status> status(List<String> numbers, boolean somebodyWaits) throws Away {
        var query = numbers.stream()
                .map(number -> NationalFormat.APPLICATION_IDS + "=" + encoded(number))
                .collect(Collectors.joining("&"));
        var answer = send(somebodyWaits ? quick : patient, "GET", "/" + NationalFormat.STATUS + "?" + query);
        try {
            var tree = json.readTree(answer);
            var known = new HashMap<String, Status>();
            for (var number : numbers) {
                var one = tree.path(number);
                if (one.path(NationalFormat.STATUS).isString()) {
                    known.put(
                            number,
                            new Status(
                                    one.path(NationalFormat.STATUS).asString(),
                                    appointments(one.path(NationalFormat.APPOINTMENTS))));
                }
            }
            return known;
        } catch (JacksonException _) {
            throw new Away("no JSON", false);
        }
    }

    private static List<Known> appointments(JsonNode list) {
        var known = new ArrayList<Known>();
        list.forEach(one -> known.add(new Known(
                one.path(NationalFormat.MEETING_POINT).asString(""),
                one.path(NationalFormat.APPOINTMENT_DATE).asString(""),
                one.path(NationalFormat.MANAGEMENT_URL).asString(""))));
        return known;
    }

    void declare(String number, Told what, String managementUrl) throws Away {
        var fields = fields(number, what);
        fields.put(NationalFormat.MANAGEMENT_URL, managementUrl);
        var answer = send(patient, "POST", "/" + NationalFormat.APPOINTMENTS + "?" + query(fields));
        if (answer.replaceAll("\\s", "").contains("\"success\":false")) {
            throw new Away("not accepted", true);
        }
    }

    /** What it has not, or not any more, is withdrawn too. */
    void withdraw(String number, Told what) throws Away {
        send(patient, "DELETE", "/" + NationalFormat.APPOINTMENTS + "?" + query(fields(number, what)));
    }

    private static Map<String, String> fields(String number, Told what) {
        var fields = new LinkedHashMap<String, String>();
        fields.put(NationalFormat.APPLICATION_ID, number);
        fields.put(NationalFormat.MEETING_POINT, what.point());
        fields.put(NationalFormat.MEETING_POINT_ID, what.pointId());
        fields.put(NationalFormat.APPOINTMENT_DATE, what.date());
        return fields;
    }

    private static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String send(Call call, String method, String path) throws Away {
        try {
            var answer = call.send(
                    method,
                    URI.create(settings.antsApiUrl().replaceFirst("/+$", "") + path),
                    Map.of("Accept", "application/json", NationalFormat.API_TOKEN, settings.antsApiToken()),
                    null);
            if (!answer.isGood() && !(method.equals("DELETE") && answer.status() == 404)) {
                throw new Away(Integer.toString(answer.status()), isFinal(answer.status()));
            }
            return answer.text();
        } catch (FetchFailure failure) {
            throw new Away(String.valueOf(failure.getMessage()), false);
        } catch (IOException failure) {
            throw new Away(String.valueOf(failure.getMessage()), false);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Away("interrupted", false);
        }
    }

    /** A wrong secret is put right some day, and so is too much at once. */
    private static boolean isFinal(int status) {
        return status / 100 == 4 && status != 401 && status != 403 && status != 408 && status != 429;
    }
}
