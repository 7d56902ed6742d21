package fr.parvis.relations;

import fr.parvis.directory.Directory;
import fr.parvis.identity.AuditLog;
import fr.parvis.identity.Caller;
import fr.parvis.platform.web.ProblemException;
import fr.parvis.relations.usager.Consent;
import fr.parvis.relations.usager.Consents;
import fr.parvis.relations.usager.Contact;
import fr.parvis.relations.usager.Ties;
import fr.parvis.relations.usager.Timeline.Entry;
import fr.parvis.relations.usager.Timeline.Kind;
import fr.parvis.relations.usager.TimelineSource;
import fr.parvis.relations.usager.Usager;
import fr.parvis.relations.usager.UsagerErased;
import fr.parvis.relations.usager.Usagers;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whose requests are whose. A request goes to the sheet of somebody who is known already, by an address and a name; nobody gets a sheet by
 * writing to us: an agent makes one, at the wish of the person.
 */
@Component
public class PeopleOfRequests implements TimelineSource, Ties {
    private static final int MOST = 200;

    private final Usagers usagers;
    private final Consents consents;
    private final RequestTables tables;
    private final InteractionTables interactions;
    private final RequestHistory history;
    private final Directory directory;
    private final AuditLog audit;
    private final MessageSource words;
    private final JdbcClient jdbc;

    PeopleOfRequests(
            Usagers usagers,
            Consents consents,
            RequestTables tables,
            InteractionTables interactions,
            RequestHistory history,
            Directory directory,
            AuditLog audit,
            MessageSource words,
            JdbcClient jdbc) {
        this.usagers = usagers;
        this.consents = consents;
        this.tables = tables;
        this.interactions = interactions;
        this.history = history;
        this.directory = directory;
        this.audit = audit;
        this.words = words;
        this.jdbc = jdbc;
    }

    /** In the transaction that receives it. */
    void receive(UUID request, Channel channel, Request.Said said) {
        known(channel, said).ifPresent(usager -> link(request, usager.id()));
    }

    /**
     * Whose words they are. What a message came from is enough without a name when one person alone is reached there and has shown that it
     * is theirs; what anybody can type into a form never is.
     */
    Optional<Usager> known(Channel channel, Request.Said said) {
        var contacts = usagers.contacts(said.email(), said.phone());
        var there = contacts.stream()
                .flatMap(contact -> usagers.known(contact).stream())
                .collect(Collectors.toMap(Usager::id, one -> one, (one, _) -> one))
                .values();
        var named = there.stream()
                .filter(one -> usagers.isNamed(one, said.firstName(), said.lastName()))
                .toList();
        if (named.size() == 1) {
            return Optional.of(named.getFirst());
        }
        return Optional.of(there)
                .filter(all -> all.size() == 1 && (channel == Channel.SMS || channel == Channel.EMAIL))
                .map(all -> all.iterator().next())
                .filter(one -> one.addresses().stream()
                                .anyMatch(
                                        address -> address.verifiedAt() != null && contacts.contains(address.contact()))
                        && usagers.mayBe(one, said.firstName(), said.lastName()));
    }

    /**
     * At the wish of the person: their sheet, which is made when there is none.
     *
     * @throws ProblemException when the request has no last name, or its data are erased
     */
    @Transactional
    public UUID sheet(Request request) {
        var said = request.said();
        var usager = said == null
                ? Optional.<UUID>empty()
                : usagers.recognise(said.firstName(), said.lastName(), said.email(), said.phone(), request.language());
        var id = usager.orElseThrow(() -> ProblemException.field("lastName", "relations", "sheet-without-name"));
        link(request.id(), id);
        audit.write("request-linked", request.id().toString());
        return id;
    }

    /** Somebody of the staff says that it is theirs. */
    @Transactional
    public void tie(UUID request, UUID usager) {
        link(request, usager);
        audit.write("request-linked", request.toString());
    }

    private void link(UUID request, UUID usager) {
        jdbc.sql("update relations.request set usager_id = ? where id = ? and erased_at is null")
                .params(usager, request)
                .update();
    }

    @Override
    public List<Entry> of(Usager usager, Collection<UUID> usagerIds, Collection<Contact> contacts, Locale locale) {
        var reader = Caller.current().orElse(null);
        return theirs(usagerIds).stream()
                .filter(request ->
                        reader == null || !tables.isKeptFrom(request, reader.id(), Leading.leads(reader.roles())))
                .flatMap(request -> Stream.concat(Stream.of(entry(request, locale)), exchanged(request, locale)))
                .toList();
    }

    /** What was said since it came in, and calls in vain. Messages that we sent are told by the outbox. */
    private Stream<Entry> exchanged(Request request, Locale locale) {
        var all = interactions.of(directory.organisation().id(), request.id());
        var first = all.stream()
                .filter(one -> one.direction() == Interaction.Direction.IN)
                .findFirst()
                .orElse(null);
        var said = all.stream()
                .filter(one -> one != first && one.direction() != Interaction.Direction.NOTE)
                .filter(one -> one.direction() == Interaction.Direction.IN
                        || one.channel() != Channel.EMAIL && one.channel() != Channel.SMS)
                .map(one -> new Entry(
                        one.at(),
                        fr.parvis.relations.usager.Channel.valueOf(one.channel().name()),
                        switch (one.channel()) {
                            case PHONE -> Kind.CALL;
                            case POST -> Kind.LETTER;
                            case COUNTER, EMAIL, SMS, CHAT, WEB -> Kind.MESSAGE;
                        },
                        title(request, locale),
                        text("relations.timeline.said." + one.direction(), locale),
                        false,
                        "/agent/messages/" + request.id(),
                        "relations"));
        var vain = history.of(request).stream()
                .filter(one -> one.what().equals("tried"))
                .map(one -> new Entry(
                        one.at(),
                        fr.parvis.relations.usager.Channel.PHONE,
                        Kind.CALL,
                        title(request, locale),
                        text("relations.timeline.said.VAIN", locale),
                        false,
                        "/agent/messages/" + request.id(),
                        "relations"));
        return Stream.concat(said, vain);
    }

    private String title(Request request, Locale locale) {
        var said = request.said();
        return said == null || said.subject().isEmpty()
                ? text("relations.timeline." + request.kind(), locale)
                : said.subject();
    }

    private List<Request> theirs(Collection<UUID> usagers) {
        return jdbc.sql(RequestRows.SHOWN
                        + " where r.organisation_id = ? and r.usager_id = any (?) order by r.received_at desc limit ?")
                .params(directory.organisation().id(), usagers.toArray(UUID[]::new), MOST)
                .query(RequestRows::read)
                .list();
    }

    private Entry entry(Request request, Locale locale) {
        return new Entry(
                request.receivedAt(),
                fr.parvis.relations.usager.Channel.valueOf(request.channel().name()),
                Kind.REQUEST,
                title(request, locale),
                text("relations.timeline." + request.state(), locale),
                request.isOpen(),
                "/agent/messages/" + request.id(),
                "relations");
    }

    private String text(String key, Locale locale) {
        return Objects.requireNonNull(words.getMessage(key, null, locale));
    }

    @Override
    public Optional<Holder> holder(String reference) {
        return Reference.parse(reference)
                .flatMap(found -> tables.find(directory.organisation().id(), found))
                .filter(request -> request.said() != null)
                .map(request -> {
                    var said = Objects.requireNonNull(request.said());
                    var usager = request.usager();
                    return new Holder(
                            said.firstName(),
                            said.lastName(),
                            usager == null ? Set.of() : Set.of(usager),
                            Set.copyOf(usagers.contacts(said.email(), said.phone())));
                });
    }

    @Override
    public boolean hold(Usager usager) {
        return theirs(usager.ids()).stream().anyMatch(Request::isOpen);
    }

    /** Whether the person has said that they do not want to be asked for opinions. */
    public boolean opposesSurveys(Request request) {
        var usager = request.usager();
        return usager != null
                && usagers.find(usager)
                        .map(known -> consents.of(known).stream()
                                .filter(one -> one.purpose() == Consent.Purpose.SURVEYS)
                                .findFirst()
                                .map(one -> !one.given())
                                .orElse(false))
                        .orElse(false);
    }

    @ApplicationModuleListener
    void on(UsagerErased gone) {
        jdbc.sql("update relations.request set usager_id = null where usager_id = any (?)")
                .param(gone.ids().toArray(UUID[]::new))
                .update();
    }
}
