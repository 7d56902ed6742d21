package fr.parvis.appointments.slots;

import fr.parvis.appointments.slots.Stretches.Stretch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One agenda's time, kept ready: where it opens for each service, and what is free of it. Immutable. */
public final class AgendaTime {
    /**
     * @param services empty for all that the agenda serves
     * @param modalities empty for all but visits
     */
    public record Opened(Stretch during, Set<UUID> services, Set<Modality> modalities) {
        public Opened(Stretch during, Set<UUID> services) {
            this(during, services, Set.of());
        }

        public boolean serves(UUID service, Modality modality) {
            return (services.isEmpty() || services.contains(service))
                    && (modalities.isEmpty() ? modality.isTakenUnnamed() : modalities.contains(modality));
        }
    }

    private record Asked(UUID service, Modality modality) {}

    /** @param starts beginnings and ends of the openings, in seconds, one after the other */
    record Ready(long[] starts, Stretches free) {}

    private final UUID id;
    private final @Nullable String kind;
    private final List<Opened> opened;
    private final Stretches taken;
    private final Map<Asked, Ready> ready = new ConcurrentHashMap<>();

    /** @param kind of resource; null when it receives people */
    public AgendaTime(UUID id, @Nullable String kind, List<Opened> opened, Collection<Stretch> taken) {
        this.id = id;
        this.kind = kind;
        this.opened = List.copyOf(opened);
        this.taken = Stretches.of(taken);
    }

    public UUID id() {
        return id;
    }

    public @Nullable String kind() {
        return kind;
    }

    Ready ready(UUID service, Modality modality) {
        return ready.computeIfAbsent(new Asked(service, modality), wanted -> {
            var during = new ArrayList<Stretch>();
            opened.stream()
                    .filter(one -> one.serves(wanted.service(), wanted.modality()))
                    .forEach(one -> during.add(one.during()));
            var starts = during.stream()
                    .sorted(java.util.Comparator.comparing(Stretch::from))
                    .flatMapToLong(one -> java.util.stream.LongStream.of(
                            one.from().getEpochSecond(), one.to().getEpochSecond()))
                    .toArray();
            return new Ready(starts, Stretches.of(during).minus(taken));
        });
    }
}
