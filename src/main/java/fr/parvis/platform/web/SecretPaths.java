package fr.parvis.platform.web;

import java.util.regex.Pattern;

/** Parts of addresses that open somebody's page to whoever has them: tokens and keys of requests. */
public final class SecretPaths {
    private static final Pattern SECRET = Pattern.compile("/(?:[A-Za-z0-9_-]{24}|[0-9A-Z-]{16,19})(?![A-Za-z0-9_-])");

    private SecretPaths() {}

    /** The same text, with nothing in it that opens a page. */
    public static String hidden(String text) {
        return SECRET.matcher(text).replaceAll("/…");
    }
}
