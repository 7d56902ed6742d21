package fr.parvis.procedures.refresh;

import fr.parvis.platform.fetch.Fetch;
import fr.parvis.platform.fetch.FetchFailure;
import fr.parvis.platform.fetch.Reach;
import fr.parvis.procedures.refresh.RefreshFailure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Fetches one archive. Addresses inside the organisation's network are allowed, since it may keep its own copy. */
final class Download {
    private final Fetch fetch;

    Download(long mostBytes, Duration longest) {
        this.fetch = new Fetch(mostBytes, longest, Reach::of);
    }

    /** @return a file in the folder, named for what it is: a zip or a tgz */
    Path fetch(URI address, Path folder) throws RefreshFailure, IOException {
        try {
            return fetch.get(address, body -> saved(body, folder))
                    .orElseThrow(() -> new RefreshFailure(Reason.NO_ARCHIVE, ""));
        } catch (FetchFailure failure) {
            throw new RefreshFailure(Reason.valueOf(failure.reason().name()), failure.detail());
        }
    }

    private static Optional<Path> saved(InputStream body, Path folder) throws IOException {
        var start = body.readNBytes(2);
        var ending = ending(start);
        if (ending.isEmpty()) {
            return Optional.empty();
        }
        var file = folder.resolve("sheets" + ending);
        try (var out = Files.newOutputStream(file)) {
            out.write(start);
            body.transferTo(out);
        }
        return Optional.of(file);
    }

    /** What a file is, is told by its first bytes: addresses and types sent with it are often wrong. */
    private static String ending(byte[] start) {
        if (start.length == 2 && start[0] == 'P' && start[1] == 'K') {
            return ".zip";
        }
        return start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b ? ".tgz" : "";
    }
}
