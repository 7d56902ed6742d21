package fr.parvis.messaging.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Pure: a text as SMS carry it (3GPP TS 23.038), whole or in parts. It is in the 7-bit alphabet when that changes nothing that is
 * read: an apostrophe may become straight, an accent never goes. Any other text is in UCS-2, as it stands.
 *
 * @param coding the data coding of SMPP
 * @param parts one octet for each character of the 7-bit alphabet, two for each unit of UCS-2; without a header
 */
public record SmsText(byte coding, List<byte[]> parts) {
    static final byte GSM = 0;
    static final byte LATIN_1 = 3;
    static final byte UCS_2 = 8;
    static final int GSM_WHOLE = 160;
    static final int GSM_PART = 153;
    static final int UCS_2_WHOLE = 140;
    static final int UCS_2_PART = 134;
    private static final byte ESCAPE = 0x1B;

    private static final String ALPHABET = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\uFFFFÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final Map<Character, Byte> EXTENSION = Map.of(
            '\f', (byte) 0x0A,
            '^', (byte) 0x14,
            '{', (byte) 0x28,
            '}', (byte) 0x29,
            '\\', (byte) 0x2F,
            '[', (byte) 0x3C,
            '~', (byte) 0x3D,
            ']', (byte) 0x3E,
            '|', (byte) 0x40,
            '€', (byte) 0x65);

    private static final String[] TYPOGRAPHY = {
        "«\u00A0", "\"", "«\u202F", "\"", "\u00A0»", "\"", "\u202F»", "\"", "«", "\"", "»", "\"", "“", "\"", "”", "\"",
        "’", "'", "‘", "'", "\u00A0", " ", "\u202F", " ", "\u2009", " ", "–", "-", "—", "-", "‑", "-", "…", "...", "•",
        "-", "\u2068", "", "\u2069", "", "\t", " "
    };

    public static SmsText of(String text) {
        var plain = plain(text);
        if (isGsm(plain)) {
            return new SmsText(GSM, parts(gsm(plain), GSM_WHOLE, GSM_PART, 1));
        }
        return new SmsText(UCS_2, parts(text.getBytes(StandardCharsets.UTF_16BE), UCS_2_WHOLE, UCS_2_PART, 2));
    }

    /** What the telephone shows. */
    public String shown() {
        var whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        return read(whole.toByteArray(), coding);
    }

    /** What came, by its data coding; the parts of one text are put together before. */
    public static String read(byte[] content, byte coding) {
        // 00xx and 1111: general and message class; the alphabet is in bits 2 and 3
        return switch ((coding & 0xF0) == 0xF0 ? coding & 0x04 : coding & 0x0F) {
            case 8, 9, 10, 11 -> new String(content, StandardCharsets.UTF_16BE);
            case 3, 4 -> new String(content, StandardCharsets.ISO_8859_1);
            default -> readGsm(content);
        };
    }

    private static String plain(String text) {
        var plain = text;
        for (int i = 0; i < TYPOGRAPHY.length; i += 2) {
            plain = plain.replace(TYPOGRAPHY[i], TYPOGRAPHY[i + 1]);
        }
        return plain;
    }

    private static boolean isGsm(String text) {
        return text.chars()
                .allMatch(one -> one != '\uFFFF' && ALPHABET.indexOf(one) >= 0 || EXTENSION.containsKey((char) one));
    }

    private static byte[] gsm(String text) {
        var septets = new ByteArrayOutputStream(text.length());
        text.chars().forEach(one -> {
            var extended = EXTENSION.get((char) one);
            if (extended == null) {
                septets.write(ALPHABET.indexOf(one));
            } else {
                septets.write(ESCAPE);
                septets.write(extended);
            }
        });
        return septets.toByteArray();
    }

    private static String readGsm(byte[] septets) {
        var text = new StringBuilder(septets.length);
        for (int i = 0; i < septets.length; i++) {
            if (septets[i] == ESCAPE && i + 1 < septets.length) {
                text.append(extended(septets[++i]));
            } else if (septets[i] >= 0 && septets[i] != ESCAPE) {
                text.append(ALPHABET.charAt(septets[i]));
            } else {
                text.append(septets[i] == ESCAPE ? ' ' : '?');
            }
        }
        return text.toString();
    }

    /** What the extension does not know is read as in the alphabet itself, as telephones do. */
    private static char extended(byte septet) {
        return EXTENSION.entrySet().stream()
                .filter(one -> one.getValue() == septet)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(septet >= 0 && septet != ESCAPE ? ALPHABET.charAt(septet) : ' ');
    }

    /** @param unit octets that a half of something is long: an escape, or the first of two surrogates */
    private static List<byte[]> parts(byte[] content, int whole, int part, int unit) {
        if (content.length <= whole) {
            return List.of(content);
        }
        var parts = new ArrayList<byte[]>();
        for (int from = 0; from < content.length; ) {
            int end = Math.min(from + part, content.length);
            end = end < content.length && endsInHalf(content, end, unit) ? end - unit : end;
            parts.add(Arrays.copyOfRange(content, from, end));
            from = end;
        }
        return parts;
    }

    private static boolean endsInHalf(byte[] content, int end, int unit) {
        return unit == 1 ? content[end - 1] == ESCAPE : (content[end - 2] & 0xFC) == 0xD8;
    }
}
