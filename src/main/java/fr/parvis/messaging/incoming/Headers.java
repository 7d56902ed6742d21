package fr.parvis.messaging.incoming;

import fr.parvis.messaging.incoming.ParsedMail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pure: the headers of a message or of one of its parts, as far as they can be read. */
final class Headers {
    private static final int MOST_IDS = 100;
    private static final int MOST_ADDRESSES = 200;
    private static final Pattern TYPE = Pattern.compile("^\\s*([\\w.+-]{1,80}/[\\w.+-]{1,120})");
    private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,300})>");
    private static final Pattern MAILBOX = Pattern.compile("[^\\s<>\",;:()]{1,200}@[^\\s<>\",;:()]{1,200}");
    private static final Pattern DATE = Pattern.compile(
            "(\\d{1,2})[ -]+([A-Za-z]{3})[a-z]*[ -]+(\\d{2,4}) +(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?: *([+-]\\d{4}))?");
    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("feb", 2),
            Map.entry("mar", 3),
            Map.entry("apr", 4),
            Map.entry("may", 5),
            Map.entry("jun", 6),
            Map.entry("jul", 7),
            Map.entry("aug", 8),
            Map.entry("sep", 9),
            Map.entry("oct", 10),
            Map.entry("nov", 11),
            Map.entry("dec", 12));

    private final Part part;

    Headers(Part part) {
        this.part = part;
    }

    /** The first of that name, as it stands; "" when there is none. */
    String raw(String name) {
        try {
            var found = part.getHeader(name);
            return found == null || found.length == 0 || found[0] == null ? "" : found[0];
        } catch (MessagingException _) {
            return "";
        }
    }

    boolean has(String name) {
        return !raw(name).isBlank();
    }

    String line(String name) {
        return Decoding.header(raw(name));
    }

    /** Without brackets, each once, in order. */
    List<String> ids(String name) {
        var found = new LinkedHashSet<String>();
        var ids = ID.matcher(Decoding.clean(raw(name)));
        while (ids.find() && found.size() < MOST_IDS) {
            found.add(ids.group(1));
        }
        return List.copyOf(found);
    }

    List<Address> addresses(String name) {
        var raw = raw(name);
        if (raw.isBlank()) {
            return List.of();
        }
        try {
            var read = new ArrayList<Address>();
            for (var one : InternetAddress.parseHeader(raw, false)) {
                var address = Decoding.header(one.getAddress());
                if (MAILBOX.matcher(address).matches() && read.size() < MOST_ADDRESSES) {
                    read.add(new Address(Decoding.header(name(one)), address));
                }
            }
            if (!read.isEmpty()) {
                return read;
            }
        } catch (ParseException | RuntimeException _) {
            // whatever looks like an address is one
        }
        return MAILBOX.matcher(Decoding.header(raw))
                .results()
                .limit(MOST_ADDRESSES)
                .map(found -> new Address("", found.group()))
                .toList();
    }

    /** Not decoded yet: the library knows fewer ways to break an encoded word. */
    private static @Nullable String name(InternetAddress one) {
        var full = one.toString();
        var angle = full.lastIndexOf('<');
        if (angle <= 0) {
            return null;
        }
        var name = full.substring(0, angle).strip();
        return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replaceAll("\\\\(.)", "$1")
                : name;
    }

    @Nullable
    Instant date() {
        var found = DATE.matcher(line("Date"));
        if (!found.find()) {
            return null;
        }
        var month = MONTHS.get(found.group(2).toLowerCase(Locale.ROOT));
        if (month == null) {
            return null;
        }
        try {
            int year = Integer.parseInt(found.group(3));
            var zone = found.group(7);
            return OffsetDateTime.of(
                            year < 100 ? 2000 + year : year,
                            month,
                            Integer.parseInt(found.group(1)),
                            Integer.parseInt(found.group(4)),
                            Integer.parseInt(found.group(5)),
                            found.group(6) == null ? 0 : Math.min(59, Integer.parseInt(found.group(6))),
                            0,
                            zone == null ? ZoneOffset.UTC : ZoneOffset.of(zone))
                    .toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** Lower case, without parameters; text/plain when it says nothing that can be read. */
    String type() {
        var found = TYPE.matcher(Decoding.clean(raw("Content-Type")));
        return found.find() ? found.group(1).toLowerCase(Locale.ROOT) : "text/plain";
    }

    String disposition() {
        return raw("Content-Disposition").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** "" when nobody gave it one. */
    String fileName() {
        var name = parameter("Content-Disposition", "filename");
        return name.isEmpty() ? parameter("Content-Type", "name") : name;
    }

    String parameter(String header, String name) {
        var raw = raw(header);
        try {
            var parameters = header.equalsIgnoreCase("Content-Type")
                    ? new ContentType(raw).getParameterList()
                    : new ContentDisposition(raw).getParameterList();
            if (value(parameters, name) instanceof String value) {
                return Decoding.header(value);
            }
        } catch (ParseException | RuntimeException _) {
            // by its bare looks, then
        }
        var bare = Pattern.compile(
                        "[;\\s]" + name + "\\s*=\\s*(?:\"([^\"]{0,500})\"|([^;\\s]{1,500}))", Pattern.CASE_INSENSITIVE)
                .matcher(raw);
        return bare.find() ? Decoding.header(bare.group(1) == null ? bare.group(2) : bare.group(1)) : "";
    }

    private static @Nullable String value(@Nullable ParameterList parameters, String name) {
        return parameters == null ? null : parameters.get(name);
    }
}
