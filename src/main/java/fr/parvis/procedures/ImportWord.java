package fr.parvis.procedures;

import fr.parvis.platform.CommandLineWord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code ./parvis import sheets PATH}: with the instance running or stopped. */
@Component
class ImportWord implements CommandLineWord {
    private static final int REFUSALS_SHOWN = 50;

    private final SheetImport sheets;

    ImportWord(SheetImport sheets) {
        this.sheets = sheets;
    }

    @Override
    public String word() {
        return "import";
    }

    @Override
    public int run(List<String> args) {
        if (args.size() != 2 || !args.getFirst().equals("sheets")) {
            System.err.println("usage: ./parvis import sheets PATH [--data DIR]   (a folder, a zip or a tgz)");
            return 2;
        }
        try {
            var summary = sheets.run(Path.of(args.getLast()), read -> System.err.print("\r" + read + " files read…"));
            System.err.print("\r");
            print(summary);
            return summary.read() == 0 ? 1 : 0;
        } catch (IOException failure) {
            System.err.println(failure.getMessage());
            return 1;
        }
    }

    private static void print(SheetImport.Summary summary) {
        System.out.printf(
                "read %d, added %d, changed %d, unchanged %d, removed %d, refused %d%n",
                summary.read(),
                summary.added(),
                summary.changed(),
                summary.unchanged(),
                summary.removed(),
                summary.refused().size());
        summary.refused().stream()
                .limit(REFUSALS_SHOWN)
                .forEach(refusal -> System.out.println("refused " + refusal.file() + ": " + refusal.reason()));
        if (summary.refused().size() > REFUSALS_SHOWN) {
            System.out.println("and " + (summary.refused().size() - REFUSALS_SHOWN) + " more");
        }
        if (summary.missing() > 0) {
            System.out.println(
                    summary.missing() + " known sheets are not in this source: it looks partial, so they were kept.");
        }
        summary.unknownKinds()
                .forEach((kind, n) ->
                        System.out.println("unknown element " + kind + " in " + n + " sheets: shown as plain text"));
    }
}
