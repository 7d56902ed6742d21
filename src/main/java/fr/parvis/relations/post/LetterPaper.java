package fr.parvis.relations.post;

import fr.parvis.directory.Directory;
import fr.parvis.directory.Site;
import fr.parvis.messaging.MessageWords;
import fr.parvis.messaging.PaperWords;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.paper.PaperPages;
import fr.parvis.platform.web.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Letters for window envelopes, each in the language of its reader. */
@Component
class LetterPaper implements PaperWords {
    private static final int WIDE_LINE = 32;
    private static final LocalDate SOME_DAY = LocalDate.of(2026, 12, 1);
    private static final String SOMEBODY = "Camille Martin\n12 rue des Lilas\n49000 ANGERS";

    /** As it stands on paper. */
    record Sheet(
            Language language,
            List<String> address,
            String site,
            String siteAddress,
            String reference,
            String day,
            String subject,
            List<String> words,
            String signed) {
        /** Whether a line would leave the window in letters of the usual size. */
        public boolean wide() {
            return address.stream().anyMatch(line -> line.length() > WIDE_LINE);
        }
    }

    private final Directory directory;
    private final PaperPages paper;
    private final MessageSource texts;

    LetterPaper(Directory directory, PaperPages paper, MessageSource texts) {
        this.directory = directory;
        this.paper = paper;
        this.texts = texts;
    }

    /** @param site null for the first one */
    Sheet sheet(
            String address,
            @Nullable UUID site,
            String reference,
            LocalDate day,
            MessageWords words,
            Language language,
            String signed) {
        var from = directory.sites().stream()
                .filter(one -> site == null || one.id().equals(site))
                .findFirst();
        return new Sheet(
                language,
                address.lines().toList(),
                from.map(Site::name).orElse(""),
                from.map(Site::address).orElse(""),
                text("relations.letter.reference", language, reference),
                text("relations.letter.day", language, DayWords.of("d MMMM yyyy", day, language.locale())),
                text("relations.letter.about", language, words.subject()),
                List.of(words.text().split("\n{2,}")),
                signed);
    }

    byte[] print(List<Sheet> letters) {
        return paper.of(
                "post/letter-pdf",
                Map.of(
                        "letters",
                        letters,
                        "organisation",
                        directory.organisation().name()),
                letters.size() == 1 ? letters.getFirst().language() : Language.FRENCH);
    }

    @Override
    public byte[] sample(MessageWords words, Language language) {
        return print(List.of(sheet(SOMEBODY, null, "PRV-7K3-MQ2", SOME_DAY, words, language, "")));
    }

    private String text(String key, Language language, String fact) {
        return Objects.requireNonNull(texts.getMessage(key, new Object[] {fact}, language.locale()));
    }
}
