package fr.parvis.messaging.incoming;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** Messages as they come over the wire, written by hand. */
final class Mime {
    static final OwnMail OWN = new OwnMail(Set.of("accueil@ville.example"));
    static final String HEAD =
            "From: Camille Essai <camille@essai.example>\nTo: accueil@ville.example\nSubject: Une question\nMessage-ID: <abc@essai.example>\nDate: Fri, 27 Nov 2026 09:00:00 +0100\nMIME-Version: 1.0\n";

    private Mime() {}

    static ParsedMail read(String message) {
        return read(message, StandardCharsets.UTF_8);
    }

    static ParsedMail read(String message, Charset charset) {
        return read(bytes(message, charset)).mail();
    }

    static MailParser.Read read(byte[] message) {
        return MailParser.read(new RawMail(message, true), OWN);
    }

    static byte[] bytes(String message, Charset charset) {
        return message.replace("\n", "\r\n").getBytes(charset);
    }

    static String plain(String text) {
        return HEAD + "Content-Type: text/plain; charset=UTF-8\n\n" + text;
    }

    static String base64(byte[] content) {
        return Base64.getMimeEncoder().encodeToString(content).replace("\r\n", "\n");
    }

    static String withFile(String headers, byte[] content) {
        return HEAD
                + "Content-Type: multipart/mixed; boundary=b1\n\n--b1\nContent-Type: text/plain; charset=UTF-8\n\nVoici le fichier.\n--b1\n"
                + headers + "\nContent-Transfer-Encoding: base64\n\n" + base64(content) + "\n--b1--\n";
    }
}
