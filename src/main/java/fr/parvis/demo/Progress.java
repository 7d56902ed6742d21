package fr.parvis.demo;

import java.io.PrintStream;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** One line kept up to date on a terminal; elsewhere a line for each hour played. */
final class Progress {
    private static final int WIDTH = 78;

    private final PrintStream out;
    private final boolean terminal;
    private @Nullable LocalTime told;

    Progress(PrintStream out) {
        this(out, System.console() != null && System.console().isTerminal());
    }

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(LocalTime now, String line) {
        if (terminal) {
            out.print("\r" + padded("%02d:%02d  %s".formatted(now.getHour(), now.getMinute(), line)));
            out.flush();
        } else if (told == null || now.getHour() != told.getHour()) {
            out.println("%02d:%02d  %s".formatted(now.getHour(), now.getMinute(), line));
        }
        told = now;
    }

    void end(String summary) {
        out.println((terminal ? "\r" + padded("") + "\r" : "") + summary);
    }

    private static String padded(String line) {
        return line + " ".repeat(Math.max(0, WIDTH - line.length()));
    }
}
