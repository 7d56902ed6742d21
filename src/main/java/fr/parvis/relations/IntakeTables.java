package fr.parvis.relations;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for what came in by itself. */
@Repository
class IntakeTables {
    private static final String MAIL = "mail ";
    /** As many digits tell a number, however its country is written. */
    private static final int DIGITS_COMPARED = 9;

    private final JdbcClient jdbc;

    IntakeTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String ofMail(UUID mail) {
        return MAIL + mail;
    }

    static String ofSms(UUID sms) {
        return "sms " + sms;
    }

    boolean isTaken(String source) {
        return jdbc.sql("select exists (select from relations.intake where source = ?)")
                .param(source)
                .query(Boolean.class)
                .single();
    }

    /** Fails, with all that was done in the transaction, when it has been taken meanwhile. */
    void taken(String source, UUID request, UUID interaction, Instant at) {
        jdbc.sql("insert into relations.intake (source, request_id, interaction_id, at) values (?, ?, ?, ?)")
                .params(source, request, interaction, at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The newest request of the number that is still open. */
    Optional<UUID> openBy(UUID organisation, String number) {
        var digits = number.replaceAll("\\D", "");
        return digits.length() < DIGITS_COMPARED
                ? Optional.empty()
                : jdbc.sql("""
                                select id from relations.request
                                 where organisation_id = ? and closed_at is null and phone <> ''
                                   and right(regexp_replace(phone, '\\D', '', 'g'), ?) = right(?, ?)
                                 order by received_at desc limit 1""")
                        .params(organisation, DIGITS_COMPARED, digits, DIGITS_COMPARED)
                        .query((row, _) -> row.getObject("id", UUID.class))
                        .optional();
    }

    /** The e-mail that each interaction of the request came with. */
    Map<UUID, UUID> mailsOf(UUID request) {
        var mails = new LinkedHashMap<UUID, UUID>();
        jdbc.sql("""
                        select interaction_id, source from relations.intake
                         where request_id = ? and starts_with(source, ?) order by at""").params(request, MAIL).query(row -> {
            mails.put(
                    row.getObject("interaction_id", UUID.class),
                    UUID.fromString(row.getString("source").substring(MAIL.length())));
        });
        return mails;
    }
}
