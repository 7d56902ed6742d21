package fr.parvis.platform;

import java.util.List;

/** A word of the command line that works on the instance's database without serving the web. */
public interface CommandLineWord {
    String word();

    /** @return the exit status: 0 done, 1 refused, 2 wrong use */
    int run(List<String> args);
}
