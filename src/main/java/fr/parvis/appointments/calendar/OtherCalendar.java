package fr.parvis.appointments.calendar;

import fr.parvis.appointments.Agenda;
import fr.parvis.appointments.calendar.BusyImport.Problem;
import fr.parvis.appointments.calendar.BusyReading.Busy;
import fr.parvis.appointments.slots.Stretches.Stretch;
import fr.parvis.directory.Directory;
import fr.parvis.platform.fetch.Fetch;
import fr.parvis.platform.fetch.FetchFailure;
import fr.parvis.platform.fetch.Reach;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** Reads a calendar at its address. Inside the organisation's network only at the hosts that its settings name. */
@Component
@EnableConfigurationProperties(OtherCalendar.Settings.class)
class OtherCalendar {
    private static final long MOST_BYTES = 8L << 20;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** Somewhat further than anybody can book. */
    private static final Duration AHEAD = Duration.ofDays(400);

    /** @param calendarHosts inside the organisation's network, where calendars may be read all the same */
    @ConfigurationProperties("parvis")
    record Settings(@DefaultValue List<String> calendarHosts) {
        Reach reach(String host) {
            return Reach.of(host, calendarHosts);
        }
    }

    sealed interface Outcome {
        record Read(Busy busy) implements Outcome {}

        /** @param detail a status or a host, nothing of the address */
        record Failed(Problem problem, String detail) implements Outcome {}
    }

    private final BusyImportTables tables;
    private final Directory directory;
    private final Clock clock;
    private final Fetch fetch;

    OtherCalendar(BusyImportTables tables, Directory directory, Clock clock, Settings settings) {
        this.tables = tables;
        this.directory = directory;
        this.clock = clock;
        this.fetch = new Fetch(MOST_BYTES, LONGEST, settings::reach);
    }

    Outcome read(Agenda agenda, CalendarAddress address) {
        var site = directory.site(agenda.siteId());
        var now = clock.instant();
        var wanted = new Stretch(now.minus(Duration.ofDays(1)), now.plus(AHEAD));
        try {
            var file = fetch.get(address.uri(), body -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
            return new Outcome.Read(BusyReading.of(file, wanted, site.zone(), tables::appointments));
        } catch (FetchFailure failure) {
            return new Outcome.Failed(Problem.valueOf(failure.reason().name()), failure.detail());
        } catch (IOException failure) {
            return new Outcome.Failed(Problem.UNREACHABLE, failure.getClass().getSimpleName());
        } catch (CalendarUnreadable failure) {
            return new Outcome.Failed(Problem.UNREADABLE, String.valueOf(failure.getMessage()));
        } catch (RuntimeException failure) {
            // its words may be those of somebody's calendar
            return new Outcome.Failed(Problem.UNREADABLE, failure.getClass().getSimpleName());
        }
    }
}
