package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.platform.DayWords;
import fr.parvis.platform.web.Corrections;
import fr.parvis.platform.web.Language;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.law.LegalRule;
import fr.parvis.relations.law.LegalTimes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What somebody can do when the answer is no. Without it no time to appeal runs against them (CJA R421-5), so it stands on their page and
 * in the message that tells them.
 */
@Component
public class Remedies {
    public static final int LONGEST = 300;
    private static final Offices NONE = new Offices("", "", "", "", "", "");

    /**
     * Those of the organisation; "" where it has said nothing.
     *
     * @param mediator name
     * @param court the administrative court
     * @param rights the Défenseur des droits or its delegate
     * @param phone of the service, as it is read aloud: acknowledgements name it (CRPA R112-5)
     * @param email of the service, likewise
     */
    public record Offices(
            String mediator, String mediatorAddress, String court, String rights, String phone, String email) {}

    private final JdbcClient jdbc;
    private final Directory directory;
    private final AuditLog audit;
    private final MessageSource texts;

    Remedies(JdbcClient jdbc, Directory directory, AuditLog audit, MessageSource texts) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.audit = audit;
        this.texts = texts;
    }

    public Offices offices() {
        return jdbc.sql("select * from relations.remedy where organisation_id = ?")
                .param(directory.organisation().id())
                .query((row, _) -> new Offices(
                        row.getString("mediator"),
                        row.getString("mediator_address"),
                        row.getString("court_address"),
                        row.getString("rights_address"),
                        row.getString("service_phone"),
                        row.getString("service_email")))
                .optional()
                .orElse(NONE);
    }

    /** @throws ProblemException about all fields at fault */
    @Transactional
    public void change(Offices offices) {
        var wrong = new Corrections();
        wrong.check(() -> fits("mediator", offices.mediator()));
        wrong.check(() -> fits("mediatorAddress", offices.mediatorAddress()));
        wrong.check(() -> {
            if (!offices.mediator().isEmpty() && offices.mediatorAddress().isEmpty()) {
                throw ProblemException.field("mediatorAddress", "relations", "mediator-address-missing");
            }
        });
        wrong.check(() -> fits("court", offices.court()));
        wrong.check(() -> fits("rights", offices.rights()));
        wrong.check(() -> {
            if (!offices.phone().isEmpty() && !NewRequest.isNumber(offices.phone())) {
                throw ProblemException.field("phone", "relations", "phone-unreadable");
            }
        });
        wrong.check(() -> {
            if (!offices.email().isEmpty() && !NewRequest.isEmail(offices.email())) {
                throw ProblemException.field("email", "relations", "email-unreadable");
            }
        });
        wrong.demand();
        jdbc.sql("""
                        insert into relations.remedy (organisation_id, mediator, mediator_address, court_address, rights_address,
                            service_phone, service_email)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (organisation_id) do update set mediator = excluded.mediator,
                            mediator_address = excluded.mediator_address, court_address = excluded.court_address,
                            rights_address = excluded.rights_address, service_phone = excluded.service_phone,
                            service_email = excluded.service_email""")
                .params(
                        directory.organisation().id(),
                        offices.mediator(),
                        offices.mediatorAddress(),
                        offices.court(),
                        offices.rights(),
                        offices.phone(),
                        offices.email())
                .update();
        audit.write("remedies-changed", offices.mediator());
    }

    private static void fits(String field, String typed) {
        if (typed.length() > LONGEST) {
            throw ProblemException.field(field, "relations", "field-too-long", LONGEST);
        }
    }

    /**
     * One sentence for each way, in the language of the person; none where nothing is decided. Who has contested is not sent round again: a
     * second appeal would not give them more time (CRPA L411-2).
     *
     * @param told the day on which they were told the decision
     */
    public List<String> after(Request request, LocalDate told, Locale locale) {
        var offices = offices();
        var complaint = request.kind() == Request.Kind.COMPLAINT;
        if (request.legal().rule().silence() == LegalRule.Silence.NOTHING) {
            return complaint ? mediation(offices, true, locale) : List.of();
        }
        var last = DayWords.full(lastDay(told, request.site()), locale);
        var court = court(offices);
        var appeal = request.legal().appeal();
        var ways = new ArrayList<String>();
        if (appeal == null) {
            ways.add(text("relations.remedy.review", locale, last, ownAddress(request)));
        }
        ways.add(
                appeal == null || appeal.inTime()
                        ? text("relations.remedy.court", locale, last, court)
                        : text("relations.remedy.court.same", locale, DayWords.full(appeal.refused(), locale), court));
        ways.addAll(mediation(offices, complaint, locale));
        return ways;
    }

    /** As {@link #after}, of a refusal that is looked at again: the appeal is made, and what stands beside it is left. */
    public List<String> meanwhile(Request request, LocalDate told, Locale locale) {
        var appeal = request.legal().appeal();
        if (appeal == null) {
            return after(request, told, locale);
        }
        var offices = offices();
        var ways = new ArrayList<String>();
        ways.add(
                appeal.inTime()
                        ? text("relations.remedy.court.again", locale, court(offices))
                        : text(
                                "relations.remedy.court.same",
                                locale,
                                DayWords.full(appeal.refused(), locale),
                                court(offices)));
        ways.addAll(mediation(offices, request.kind() == Request.Kind.COMPLAINT, locale));
        return ways;
    }

    private static String court(Offices offices) {
        return offices.court().isEmpty() ? "www.telerecours.fr" : offices.court();
    }

    /** As {@link #after}, under what they are; "" where nothing is decided. */
    public String words(Request request, LocalDate told, Language language) {
        return words(after(request, told, language.locale()), language);
    }

    /** Of no request, to look at. */
    public String example(String day, Language language) {
        var locale = language.locale();
        return words(List.of(text("relations.remedy.court", locale, day, "www.telerecours.fr")), language);
    }

    private String words(List<String> ways, Language language) {
        return ways.isEmpty() ? "" : text("relations.remedies", language.locale()) + "\n\n" + String.join("\n\n", ways);
    }

    /** Whoever complains hears of a mediator in any case: the delegate of the Défenseur des droits is one where we have none. */
    private List<String> mediation(Offices offices, boolean complaint, Locale locale) {
        var ways = new ArrayList<String>();
        if (!offices.mediator().isEmpty()) {
            ways.add(text("relations.remedy.mediator", locale, offices.mediator(), offices.mediatorAddress()));
        } else if (complaint) {
            ways.add(text("relations.remedy.mediation", locale));
        }
        ways.add(text(
                "relations.remedy.rights",
                locale,
                offices.rights().isEmpty() ? "www.defenseurdesdroits.fr" : offices.rights()));
        return ways;
    }

    /**
     * On which a court, or we again, can be asked about what was told on that day.
     *
     * @param site whose public holidays move it; null for those of the organisation
     */
    LocalDate lastDay(LocalDate told, @Nullable UUID site) {
        return LegalTimes.appeal(told, day -> directory.publicHoliday(site, day).isPresent());
    }

    private String ownAddress(Request request) {
        return directory
                .at(request.site())
                .map(site -> directory.organisation().name() + ", " + site.address())
                .orElse(directory.organisation().name());
    }

    private String text(String key, Locale locale, Object... arguments) {
        return texts.getMessage(key, arguments, locale);
    }
}
