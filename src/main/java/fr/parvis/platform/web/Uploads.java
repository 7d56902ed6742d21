package fr.parvis.platform.web;

import org.springframework.stereotype.Component;

/** How many files may come with one form, and how large they may be: said where they are chosen, and refused where they arrive. */
@Component("uploads")
public class Uploads {
    public static final int MOST_FILES = 5;
    public static final int LARGEST_BYTES = 10 * 1024 * 1024;

    private static final int MEGABYTE = 1024 * 1024;

    public int files() {
        return MOST_FILES;
    }

    public int bytes() {
        return LARGEST_BYTES;
    }

    public int megabytes() {
        return LARGEST_BYTES / MEGABYTE;
    }
}
