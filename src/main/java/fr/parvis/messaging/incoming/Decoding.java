package fr.parvis.messaging.incoming;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Pure: bytes of a message into text and content, whatever is wrong with them. */
final class Decoding {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Set<Charset> OFTEN_A_LIE =
            Set.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, WESTERN);
    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]{1,60})\\?([bBqQ])\\?([^?]*)\\?=");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

    private Decoding() {}

    /** The charset may be missing, unknown or a lie. */
    static String text(byte[] bytes, @Nullable String charset) {
        var declared = charset(charset);
        if (declared == null || OFTEN_A_LIE.contains(declared)) {
            // text in one of the others is hardly ever UTF-8 by chance; and whoever says Latin-1 means Windows, as for
            // browsers
            var strict = strictly(bytes, StandardCharsets.UTF_8);
            return clean(strict == null ? new String(bytes, WESTERN) : strict);
        }
        return clean(new String(bytes, declared));
    }

    private static @Nullable String strictly(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private static @Nullable Charset charset(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        try {
            var found = Charset.forName(MimeUtility.javaCharset(name.strip()));
            // some charsets of Java only write
            return found.newDecoder().charset();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException | UnsupportedOperationException _) {
            return null;
        }
    }

    /** Unix line ends; no NUL, no other control characters, no half of a character. */
    static String clean(String text) {
        var lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return CONTROLS.matcher(withoutHalves(lines)).replaceAll("");
    }

    private static CharSequence withoutHalves(String text) {
        if (text.chars().noneMatch(one -> Character.isSurrogate((char) one))) {
            return text;
        }
        var whole = CharBuffer.allocate(text.length());
        text.codePoints().filter(one -> one < 0xD800 || one > 0xDFFF).forEach(one -> whole.put(Character.toChars(one)));
        return whole.flip();
    }

    /** In one line, encoded words (RFC 2047) decoded, also those that mailers put where they must not be. */
    static String header(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        var bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        // of a header that was no bytes, everything fits as it is
        var line = raw.chars().allMatch(one -> one < 256) ? text(bytes, null) : clean(raw);
        return words(line.replaceAll("[\\n\\t ]+", " ").strip());
    }

    private static String words(String line) {
        var out = new StringBuilder();
        var open = new ByteArrayOutputStream();
        var charset = "";
        int end = 0;
        var found = WORD.matcher(line);
        while (found.find()) {
            var between = line.substring(end, found.start());
            var next = withoutLanguage(found.group(1));
            // the next word may go on in the middle of a character
            if (open.size() > 0 && (!between.isBlank() || !next.equalsIgnoreCase(charset))) {
                out.append(text(open.toByteArray(), charset));
                open.reset();
            }
            if (end == 0 || !between.isBlank()) {
                out.append(between);
            }
            charset = next;
            var content = found.group(3).getBytes(StandardCharsets.ISO_8859_1);
            open.writeBytes(
                    found.group(2).equalsIgnoreCase("b")
                            ? base64(content)
                            : quotedPrintable(found.group(3).replace('_', ' ').getBytes(StandardCharsets.ISO_8859_1)));
            end = found.end();
        }
        if (open.size() > 0) {
            out.append(text(open.toByteArray(), charset));
        }
        return out.append(line.substring(end))
                .toString()
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String withoutLanguage(String charset) {
        var star = charset.indexOf('*');
        return star < 0 ? charset : charset.substring(0, star);
    }

    static byte[] content(byte[] raw, String encoding) {
        return switch (encoding.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "")) {
            case "base64" -> base64(raw);
            case "quoted-printable" -> quotedPrintable(raw);
            default -> raw;
        };
    }

    /** What is no letter of base 64 is passed over; several that were put one after the other are all read. */
    static byte[] base64(byte[] raw) {
        var out = new byte[(int) (raw.length * 3L / 4)];
        int size = 0;
        int bits = 0;
        int held = 0;
        for (var one : raw) {
            int value = valueOf(one);
            if (value >= 0) {
                held = held << 6 | value;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    out[size++] = (byte) (held >> bits);
                }
            } else if (one == '=') {
                bits = 0;
            }
        }
        return size == out.length ? out : Arrays.copyOf(out, size);
    }

    private static int valueOf(byte letter) {
        if (letter >= 'A' && letter <= 'Z') {
            return letter - 'A';
        }
        if (letter >= 'a' && letter <= 'z') {
            return letter - 'a' + 26;
        }
        if (letter >= '0' && letter <= '9') {
            return letter - '0' + 52;
        }
        return letter == '+' ? 62 : letter == '/' ? 63 : -1;
    }

    static byte[] quotedPrintable(byte[] raw) {
        var out = new byte[raw.length];
        int size = 0;
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '=') {
                out[size++] = raw[i];
                continue;
            }
            int end = i + 1;
            while (end < raw.length && (raw[end] == ' ' || raw[end] == '\t' || raw[end] == '\r')) {
                end++;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (end < raw.length && raw[end] == '\n') {
                i = end;
            } else if (high >= 0 && low >= 0) {
                out[size++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[size++] = '=';
            }
        }
        return size == out.length ? out : Arrays.copyOf(out, size);
    }
}
