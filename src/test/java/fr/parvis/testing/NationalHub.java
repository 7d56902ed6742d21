package fr.parvis.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The national side, on this machine: a search that asks a calendar for its places and times and takes no answer that is not exactly as
 * agreed, and an appointment service that is told which numbers are booked. By hand: {@code java … fr.parvis.testing.NationalHub 18990
 * secret-of-the-api http://localhost:8080/api/ants secret-of-the-hub}, with Parvis started with the same secrets.
 */
public final class NationalHub implements AutoCloseable {
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\dZ");
    private static final JsonMapper JSON = JsonMapper.shared();

    public record Declared(String number, String point, String pointId, String date, String managementUrl) {}

    public record Slot(String datetime, String callbackUrl) {}

    public record Booked(String point, String datetime, String managementUrl, String cancelUrl) {}

    /** What a calendar answered was not as agreed. */
    public static final class NotAsAgreed extends RuntimeException {
        NotAsAgreed(String what) {
            super(what);
        }
    }

    private final HttpServer server;
    private final String apiToken;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> statuses = new ConcurrentHashMap<>();
    private final List<Declared> declared = new CopyOnWriteArrayList<>();
    private final List<String> acts = new CopyOnWriteArrayList<>();
    private volatile int failing;

    public NationalHub(int port, String apiToken) {
        this.apiToken = apiToken;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), port), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/status", exchange -> answer(exchange, this::status));
        server.createContext("/api/appointments", exchange -> answer(exchange, this::appointments));
        server.start();
    }

    public String apiUrl() {
        return "http://localhost:" + server.getAddress().getPort() + "/api";
    }

    /** @param status 0 for an answer as agreed */
    public void fails(int status) {
        failing = status;
    }

    public void knows(String number, String status) {
        statuses.put(number, status);
    }

    /** As another calendar has told it. */
    public void knowsOf(Declared one) {
        statuses.putIfAbsent(one.number(), "validated");
        declared.add(one);
    }

    public List<Declared> declared() {
        return List.copyOf(declared);
    }

    /** "POST A123456789 2026-12-01T09:20:00", in order. */
    public List<String> acts() {
        return List.copyOf(acts);
    }

    public void forgetAll() {
        statuses.clear();
        declared.clear();
        acts.clear();
        failing = 0;
    }

    private interface Part {
        Object of(HttpExchange exchange, Map<String, List<String>> asked);
    }

    private void answer(HttpExchange exchange, Part part) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Object body;
            int status = 200;
            if (failing != 0) {
                status = failing;
                body = Map.of("detail", "essai de panne");
            } else if (!apiToken.equals(exchange.getRequestHeaders().getFirst("x-rdv-opt-auth-token"))) {
                status = 401;
                body = Map.of("detail", "X-RDV-OPT-AUTH-TOKEN header invalid");
            } else {
                try {
                    body = part.of(exchange, query(exchange.getRequestURI()));
                } catch (NotAsAgreed refusal) {
                    status = 422;
                    body = Map.of("detail", String.valueOf(refusal.getMessage()));
                }
            }
            var bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, List<String>> query(URI uri) {
        var asked = new LinkedHashMap<String, List<String>>();
        for (var pair :
                java.util.Objects.requireNonNullElse(uri.getRawQuery(), "").split("&")) {
            var parts = pair.split("=", 2);
            asked.computeIfAbsent(parts[0], _ -> new ArrayList<>())
                    .add(URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
        }
        return asked;
    }

    private Object status(HttpExchange exchange, Map<String, List<String>> asked) {
        need(exchange.getRequestMethod().equals("GET"), "GET");
        need(asked.keySet().equals(Set.of("application_ids")), "application_ids alone");
        return asked.get("application_ids").stream()
                .collect(Collectors.toMap(
                        number -> number,
                        number -> Map.of(
                                "status",
                                statuses.getOrDefault(number, "unknown"),
                                "appointments",
                                declared.stream()
                                        .filter(one -> one.number().equals(number))
                                        .map(one -> Map.of(
                                                "meeting_point", one.point(),
                                                "appointment_date", one.date(),
                                                "management_url", one.managementUrl()))
                                        .toList())));
    }

    private Object appointments(HttpExchange exchange, Map<String, List<String>> asked) {
        var number = one(asked, "application_id", "[A-Z0-9]{10}");
        var point = one(asked, "meeting_point", ".+");
        var pointId = one(asked, "meeting_point_id", ".+");
        var date = one(asked, "appointment_date", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        acts.add(exchange.getRequestMethod() + " " + number + " " + date);
        if (exchange.getRequestMethod().equals("POST")) {
            need(asked.size() == 5, "nothing else");
            var url = one(asked, "management_url", "https?://.+");
            need("validated".equals(statuses.get(number)), "a validated number");
            declared.add(new Declared(number, point, pointId, date, url));
            return Map.of("success", true);
        }
        need(exchange.getRequestMethod().equals("DELETE"), "POST or DELETE");
        need(asked.size() == 4, "nothing else");
        var before = declared.size();
        declared.removeIf(one -> one.number().equals(number)
                && one.point().equals(point)
                && one.pointId().equals(pointId)
                && one.date().equals(date));
        return Map.of("rowcount", before - declared.size());
    }

    private static String one(Map<String, List<String>> asked, String name, String form) {
        var values = asked.getOrDefault(name, List.of());
        need(values.size() == 1 && values.getFirst().matches(form), name + " like " + form);
        return values.getFirst();
    }

    private static void need(boolean so, String what) {
        if (!so) {
            throw new NotAsAgreed(what);
        }
    }

    /** Asks a calendar. */
    public HttpResponse<String> ask(String calendar, String token, String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(calendar + path))
                            .timeout(Duration.ofSeconds(15))
                            .header("X-HUB-RDV-AUTH-TOKEN", token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private JsonNode good(String calendar, String token, String path) {
        var answer = ask(calendar, token, path);
        need(answer.statusCode() == 200, "200, not " + answer.statusCode() + " " + answer.body());
        need(answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json"), "JSON");
        return JSON.readTree(answer.body());
    }

    /** Names of the places by their ids. */
    public Map<String, String> meetingPoints(String calendar, String token) {
        var names = new TreeMap<String, String>();
        var list = good(calendar, token, "/getManagedMeetingPoints");
        need(list.isArray(), "a list");
        for (var point : list) {
            text(point, "id", "\\S+");
            text(point, "name", ".+");
            text(point, "public_entry_address", ".+");
            text(point, "zip_code", "\\d{5}");
            text(point, "city_name", ".+");
            text(point, "website", "https?://.+");
            var placed = point.has("longitude");
            need(placed == point.has("latitude"), "both coordinates or none");
            need(
                    !placed
                            || point.path("longitude").isNumber()
                                    && point.path("latitude").isNumber(),
                    "degrees");
            need(point.size() == (placed ? 8 : 6), "no other field: " + point.propertyNames());
            need(names.put(point.path("id").asString(), point.path("name").asString()) == null, "each place once");
        }
        return names;
    }

    public Map<String, List<Slot>> slots(String calendar, String token, String query) {
        var found = new TreeMap<String, List<Slot>>();
        var answer = good(calendar, token, "/availableTimeSlots?" + query);
        need(answer.isObject(), "an object");
        for (var entry : answer.properties()) {
            need(entry.getValue().isArray(), "a list for each place");
            var slots = new ArrayList<Slot>();
            for (var slot : entry.getValue()) {
                need(slot.size() == 2, "no other field");
                slots.add(new Slot(
                        text(slot, "datetime", MOMENT.pattern()), text(slot, "callback_url", "https?://\\S+")));
            }
            var times = slots.stream().map(Slot::datetime).toList();
            need(times.equals(times.stream().distinct().sorted().toList()), "in order, each time once");
            found.put(entry.getKey(), slots);
        }
        return found;
    }

    public Map<String, List<Booked>> applications(String calendar, String token, String query) {
        var found = new TreeMap<String, List<Booked>>();
        for (var entry : good(calendar, token, "/searchApplicationIds?" + query).properties()) {
            var list = new ArrayList<Booked>();
            for (var one : entry.getValue()) {
                need(one.size() == 4, "no other field");
                list.add(new Booked(
                        text(one, "meeting_point", ".+"),
                        text(one, "datetime", MOMENT.pattern()),
                        text(one, "management_url", "https?://\\S+"),
                        text(one, "cancel_url", "https?://\\S+")));
            }
            found.put(entry.getKey(), list);
        }
        return found;
    }

    private static String text(JsonNode node, String field, String form) {
        var value = node.path(field);
        need(value.isString() && value.asString().matches(form), field + " like " + form + ", not " + value);
        return value.asString();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Runs until it is stopped; shows the places and their times of this month once. */
    public static void main(String[] given) {
        var hub = new NationalHub(Integer.parseInt(given[0]), given[1]);
        System.out.println("PARVIS_ANTS_API_URL=" + hub.apiUrl());
        var points = hub.meetingPoints(given[2], given[3]);
        System.out.println(points);
        var today = java.time.LocalDate.now();
        points.keySet()
                .forEach(id -> System.out.println(hub.slots(
                        given[2],
                        given[3],
                        "meeting_point_ids=" + id + "&start_date=" + today + "&end_date=" + today.plusDays(30)
                                + "&reason=CNI&documents_number=1")));
    }
}
