package fr.parvis.directory;

import fr.parvis.directory.DirectoryEdited.Act;
import fr.parvis.platform.web.ProblemException;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slugs, which stand in addresses, and letters, which stand on tickets. They end up on paper and in other programs, so they
 * change apart from everything else.
 */
@Component
@Transactional
public class PrintedNames {
    private final JdbcClient jdbc;
    private final Directory directory;
    private final DirectoryChange change;

    PrintedNames(JdbcClient jdbc, Directory directory, DirectoryChange change) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.change = change;
    }

    public void siteSlug(UUID id, String slug) {
        checkSlug(slug);
        if (directory.site(id).slug().equals(slug)) {
            return;
        }
        if (directory.allSites().stream()
                .anyMatch(site -> site.slug().equals(slug) && !site.id().equals(id))) {
            throw ProblemException.field("slug", "directory", "slug-taken", slug);
        }
        jdbc.sql("update directory.site set slug = ? where id = ?")
                .params(slug, id)
                .update();
        change.announce(Act.SITE_ADDRESS_CHANGED, directory.site(id).name());
    }

    /** Tickets already taken keep the old letter; the numbers of the new one start at 1 on the day of the change. */
    public void service(UUID id, String slug, String letter) {
        checkSlug(slug);
        for (var other : directory.allServices()) {
            if (!other.id().equals(id) && other.slug().equals(slug)) {
                throw ProblemException.field("slug", "directory", "slug-taken", slug);
            }
        }
        checkLetter(directory, id, letter);
        jdbc.sql("update directory.service set slug = ?, letter = ? where id = ?")
                .params(slug, letter, id)
                .update();
        change.announce(Act.SERVICE_CHANGED, directory.service(id).name());
    }

    /** @param self the service that may keep its letter */
    static void checkLetter(Directory directory, UUID self, String letter) {
        if (!letter.matches("[A-Z]")) {
            throw ProblemException.field("letter", "directory", "letter-malformed", letter);
        }
        for (var other : directory.allServices()) {
            if (other.letter().equals(letter) && !other.id().equals(self)) {
                throw ProblemException.field("letter", "directory", "letter-taken", letter, other.name());
            }
        }
    }

    private static void checkSlug(String slug) {
        if (!slug.matches("[a-z0-9]+(-[a-z0-9]+)*") || slug.length() > 60) {
            throw ProblemException.field("slug", "directory", "slug-malformed", slug);
        }
    }
}
