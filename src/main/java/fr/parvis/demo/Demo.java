package fr.parvis.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives the instance the town of Saint-Parvis before it serves anybody, and keeps it open while it runs. */
@Component
@ConditionalOnWebApplication
@ConditionalOnExpression("${parvis.demo:false} or ${parvis.demo-quiet:false}")
class Demo implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final long TICK_MS = 2000;

    private final Morning morning;
    private final DemoSheets sheets;
    private final DemoLocalTexts texts;
    private final DemoServiceSheets services;
    private final DemoAgendas agendas;
    private final DemoSessions sessions;
    private final DemoPartners partners;
    private final DemoRequests requests;
    private final DemoOffice office;
    private final DemoActions actions;
    private final DemoAnswers answers;
    private final DemoChat chat;
    private final TownHours hours;
    private final DemoFile file;
    private final LiveTown live;
    private final Clock clock;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("demo").daemon().factory());
    private volatile boolean running;

    Demo(
            Morning morning,
            DemoSheets sheets,
            DemoLocalTexts texts,
            DemoServiceSheets services,
            DemoAgendas agendas,
            DemoSessions sessions,
            DemoPartners partners,
            DemoRequests requests,
            DemoOffice office,
            DemoActions actions,
            DemoAnswers answers,
            DemoChat chat,
            TownHours hours,
            DemoFile file,
            LiveTown live,
            Clock clock) {
        this.morning = morning;
        this.sheets = sheets;
        this.texts = texts;
        this.services = services;
        this.agendas = agendas;
        this.sessions = sessions;
        this.partners = partners;
        this.requests = requests;
        this.office = office;
        this.actions = actions;
        this.answers = answers;
        this.chat = chat;
        this.hours = hours;
        this.file = file;
        this.live = live;
        this.clock = clock;
    }

    @Override
    public void start() {
        morning.prepare(clock.instant());
        sheets.bring();
        texts.bring();
        services.bring(clock.instant());
        agendas.bring(hours.isAlive(), clock.instant());
        partners.bring(hours.isAlive(), clock.instant());
        answers.bring(clock.instant());
        if (hours.isAlive()) {
            sessions.bring(clock.instant());
            requests.bring(clock.instant());
            office.bring(clock.instant());
            actions.bring(clock.instant());
            chat.bring();
            live.takeOver();
        }
        running = true;
        ticker.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    @EventListener
    void on(WebServerInitializedEvent server) {
        try {
            file.write(server.getWebServer().getPort());
        } catch (IOException failure) {
            throw new UncheckedIOException("demo.json could not be written", failure);
        }
    }

    private void tick() {
        try {
            var now = clock.instant();
            hours.renew(now);
            if (hours.isAlive()) {
                live.move(now);
                chat.stay();
            }
        } catch (RuntimeException failure) {
            LOG.warn("the demonstration missed a step: {}", failure.toString());
        }
    }

    @Override
    public void stop() {
        running = false;
        ticker.shutdown();
        try {
            if (!ticker.awaitTermination(3, TimeUnit.SECONDS)) {
                ticker.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server: nobody is served in a town that is half built. */
    @Override
    public int getPhase() {
        return 0;
    }
}
