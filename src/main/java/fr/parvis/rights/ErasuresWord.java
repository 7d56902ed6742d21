package fr.parvis.rights;

import fr.parvis.platform.CommandLineWord;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code replay-erasures}, after a backup was put back. */
@Component
class ErasuresWord implements CommandLineWord {
    private final Erasing erasing;

    ErasuresWord(Erasing erasing) {
        this.erasing = erasing;
    }

    @Override
    public String word() {
        return "replay-erasures";
    }

    @Override
    public int run(List<String> args) {
        if (!args.isEmpty()) {
            System.err.println("replay-erasures takes nothing more");
            return 2;
        }
        System.out.println(erasing.replay() + " erasures made again");
        return 0;
    }
}
