package fr.parvis.platform;

import fr.parvis.platform.rights.DataKind;
import fr.parvis.platform.rights.Erasures;
import fr.parvis.platform.rights.LegalBasis;
import fr.parvis.platform.rights.Overdue;
import fr.parvis.platform.rights.Person;
import fr.parvis.platform.rights.PersonName;
import fr.parvis.platform.rights.PersonalDataHolder;
import fr.parvis.platform.rights.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What passes through: answers kept in case a program asks again, forms half typed, events that somebody has still to hear. It is nobody's by
 * itself, and may name anybody, so it is searched for whatever names the person.
 */
@Component
@Order(PersonalDataHolder.LAST)
class TransientData implements PersonalDataHolder {
    private static final String KIND = "repeated-answer";
    private static final Overdue OLD = Overdue.deleted("platform.idempotency where created_at < :before");
    private static final Duration CARRIED = Duration.ofDays(1);

    private final Erasures erasures;
    private final JdbcClient jdbc;

    TransientData(Erasures erasures, JdbcClient jdbc) {
        this.erasures = erasures;
        this.jdbc = jdbc;
    }

    @Override
    public List<DataKind> kinds() {
        return List.of(new DataKind(KIND, LegalBasis.MISSION, Term.days(2)));
    }

    @Override
    public Set<String> tables() {
        return Set.of(
                "platform.idempotency",
                "platform.erased",
                "public.spring_session",
                "public.spring_session_attributes",
                "public.event_publication");
    }

    @Override
    public Map<String, Integer> erase(Person person) {
        var named = names(person);
        var marks = new ArrayList<>(List.of(person.marks()));
        marks.addAll(named);
        var answers = jdbc.sql("""
                        delete from platform.idempotency a where exists (select from unnest(?) mark
                         where strpos(lower(concat_ws(' ', a.key, a.fingerprint, a.body)), lower(mark)) > 0)""").param(marks.toArray(String[]::new)).update();
        jdbc.sql("""
                        delete from spring_session_attributes a
                         where attribute_name <> 'SPRING_SECURITY_CONTEXT' and exists (select from unnest(?) mark
                               where strpos(lower(encode(a.attribute_bytes, 'escape')), lower(encode(convert_to(mark, 'UTF8'), 'escape'))) > 0)""").param(named.toArray(String[]::new)).update();
        forgetWords();
        jdbc.sql("""
                        delete from event_publication p where exists (select from unnest(?) mark
                         where strpos(lower(p.serialized_event), lower(mark)) > 0)""").param(named.toArray(String[]::new)).update();
        // nobody has been told of it yet, and nobody is to be told any more
        jdbc.sql("""
                        delete from event_publication p where exists (select from unnest(?) mark where strpos(p.serialized_event, mark) > 0)
                           and jsonb_typeof(p.serialized_event::jsonb #> '{appointment,usager}') = 'object'""").param(person.marks()).update();
        return Map.of(KIND, answers);
    }

    /** What was said stays to be counted without its words. */
    private void forgetWords() {
        jdbc.sql("""
                        update event_publication p set serialized_event = (p.serialized_event::jsonb || '{"words": null}')::text
                         where p.event_type like '%OpinionGiven' and p.serialized_event::jsonb ->> 'ticketId' in
                               (select id::text from platform.erased)""").update();
    }

    /** As they stand in words: addresses, numbers in two ways, and names of more than one word. */
    private static List<String> names(Person person) {
        var named = new ArrayList<>(List.of(person.ownEmails()));
        for (var phone : person.ownPhones()) {
            named.add(phone);
            named.add("0" + phone);
        }
        person.names().stream()
                .filter(name -> name.words().size() > 1)
                .map(PersonName::shown)
                .forEach(named::add);
        return named;
    }

    @Override
    public int due(String kind, Instant at, Period kept) {
        return OLD.count(jdbc, at, kept);
    }

    @Override
    public int clear(String kind, Instant at, Period kept) {
        erasures.forget(at.minus(CARRIED));
        return OLD.clear(jdbc, at, kept);
    }
}
