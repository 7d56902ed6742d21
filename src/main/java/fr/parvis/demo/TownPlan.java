package fr.parvis.demo;

import fr.parvis.appointments.Facilities;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.directory.Position;
import fr.parvis.queue.HallBoard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Saint-Parvis on paper: who receives, where, for what, and how many people come. Every name is invented. */
final class TownPlan {
    static final String ORGANISATION = "Saint-Parvis";
    static final String COLOUR = "#1d4f73";
    static final String ZONE = "Europe/Paris";
    /** Left to whoever tries the product: the town never opens it by itself. */
    static final String FREE_COUNTER = "guichet-1";
    /** The agent behind the account of the role AGENT. */
    static final String FREE_AGENT = "Camille Duparvis";

    /** @param booked how many of those who come have an appointment, from 0 to 1 */
    record Service(String slug, String letter, String name, Duration mean, double booked) {}

    /** @param agent who sits there, by name */
    record Counter(String name, List<String> services, String agent) {}

    /**
     * @param position invented as all of it
     * @param hours one text a day, Monday first
     * @param visitorsPerHour on an ordinary day, away from the peaks
     * @param shares of each service among the visitors; they add up to 1
     * @param waiting how many people wait there when the town is alive
     */
    record Site(
            String slug,
            String name,
            String address,
            Position position,
            List<String> hours,
            double visitorsPerHour,
            Map<String, Double> shares,
            List<Counter> counters,
            int waiting) {

        /** Whether the town's own agent sits there, and nobody else. */
        boolean isDriven(HallBoard.Desk desk) {
            var agent = desk.agent();
            return agent != null
                    && counters.stream()
                            .filter(counter -> !counter.agent().equals(FREE_AGENT))
                            .anyMatch(counter ->
                                    counter.name().equals(desk.counter().name())
                                            && counter.agent().equals(agent.name()));
        }

        /** Counters staffed on a past day: the first always, one more on the busy days. */
        int staff(boolean busyDay) {
            return Math.min(counters.size(), counters.size() / 2 + (busyDay ? 2 : 1));
        }
    }

    record Person(String name, List<String> sites, List<String> skills, List<String> languages) {}

    static final List<Service> SERVICES = List.of(
            new Service("passeport-depot", "A", "Passeport ou carte d’identité : dépôt", Duration.ofMinutes(14), 0.7),
            new Service("titre-retrait", "B", "Passeport ou carte d’identité : retrait", Duration.ofMinutes(4), 0.25),
            new Service("etat-civil", "C", "État civil : actes et livret de famille", Duration.ofMinutes(7), 0.1),
            new Service("elections", "D", "Élections : inscription et procuration", Duration.ofMinutes(5), 0),
            new Service("ecole-cantine", "E", "École et cantine : inscription", Duration.ofMinutes(9), 0.2),
            new Service("urbanisme", "F", "Urbanisme : conseil et dépôt", Duration.ofMinutes(11), 0.5),
            new Service("aide-sociale", "G", "Aide sociale : accompagnement", Duration.ofMinutes(15), 0.5),
            new Service("renseignement", "H", "Renseignement", Duration.ofMinutes(3), 0));

    private static final List<String> ALL_DAY =
            List.of("08:30-17:30", "08:30-17:30", "08:30-17:30", "08:30-17:30", "08:30-17:30", "09:00-12:00", "");
    private static final List<String> TWO_HALVES = List.of(
            "09:00-12:30, 13:30-17:00",
            "09:00-12:30, 13:30-17:00",
            "09:00-12:30, 13:30-17:00",
            "13:30-18:00",
            "09:00-12:30, 13:30-17:00",
            "",
            "");
    private static final List<String> ANNEXE = List.of("titre-retrait", "etat-civil", "ecole-cantine", "renseignement");
    private static final List<String> QUAY = List.of("aide-sociale", "ecole-cantine", "elections", "renseignement");

    static final List<Site> SITES = List.of(
            new Site(
                    "hotel-de-ville",
                    "Hôtel de ville",
                    "1 place du Parvis, 00000 Saint-Parvis",
                    new Position(46.8, 2.6),
                    ALL_DAY,
                    15,
                    Map.of(
                            "passeport-depot", 0.22,
                            "titre-retrait", 0.2,
                            "etat-civil", 0.22,
                            "elections", 0.08,
                            "urbanisme", 0.08,
                            "renseignement", 0.2),
                    List.of(
                            new Counter(
                                    "Guichet 1",
                                    List.of(
                                            "passeport-depot",
                                            "titre-retrait",
                                            "etat-civil",
                                            "elections",
                                            "urbanisme",
                                            "renseignement"),
                                    FREE_AGENT),
                            new Counter(
                                    "Guichet 2",
                                    List.of("passeport-depot", "titre-retrait", "etat-civil", "renseignement"),
                                    "Malik Laplace"),
                            new Counter(
                                    "Guichet 3",
                                    List.of("passeport-depot", "titre-retrait", "elections", "renseignement"),
                                    "Inès Dupréau"),
                            new Counter(
                                    "Guichet 4",
                                    List.of("etat-civil", "elections", "urbanisme", "renseignement"),
                                    "Noé Delahalle"),
                            new Counter(
                                    "Guichet 5",
                                    List.of("passeport-depot", "etat-civil", "urbanisme"),
                                    "Awa Dujardin")),
                    11),
            new Site(
                    "annexe-des-tilleuls",
                    "Annexe des Tilleuls",
                    "12 allée des Tilleuls, 00000 Saint-Parvis",
                    new Position(46.82, 2.58),
                    TWO_HALVES,
                    6,
                    Map.of("titre-retrait", 0.25, "etat-civil", 0.35, "ecole-cantine", 0.2, "renseignement", 0.2),
                    List.of(
                            new Counter("Guichet 1", ANNEXE, "Hugo Delacour"),
                            new Counter("Guichet 2", ANNEXE, "Léa Duperron")),
                    4),
            new Site(
                    "maison-du-vieux-quai",
                    "Maison du Vieux Quai",
                    "3 quai des Brumes, 00000 Saint-Parvis",
                    new Position(46.79, 2.63),
                    TWO_HALVES,
                    4.5,
                    Map.of("aide-sociale", 0.3, "ecole-cantine", 0.25, "elections", 0.15, "renseignement", 0.3),
                    List.of(
                            new Counter("Guichet 1", QUAY, "Tiago Duport"),
                            new Counter("Guichet 2", QUAY, "Rose Lamarche")),
                    3));

    private static final List<String> TOWN_HALL = List.of("hotel-de-ville");

    static final List<Person> PEOPLE = List.of(
            person(FREE_AGENT, 0, 0, "fr", "en"),
            person("Malik Laplace", 0, 1, "fr", "ar"),
            person("Inès Dupréau", 0, 2, "fr", "es"),
            person("Noé Delahalle", 0, 3, "fr", "en"),
            person("Awa Dujardin", 0, 4, "fr", "en"),
            person("Hugo Delacour", 1, 0, "fr"),
            person("Léa Duperron", 1, 1, "fr", "en"),
            person("Tiago Duport", 2, 0, "fr", "pt"),
            person("Rose Lamarche", 2, 1, "fr"),
            person("Samir Duporche", 0, 0, "fr", "ar", "en"),
            person("Oleksandra Dulac", 0, 1, "fr", "uk", "en"),
            new Person("Élise Dubanc", List.of("annexe-des-tilleuls", "maison-du-vieux-quai"), ANNEXE, List.of("fr")),
            new Person("Jeanne Duseuil", TOWN_HALL, List.of("urbanisme", "renseignement"), List.of("fr")),
            new Person("Yanis Lavoûte", List.of("hotel-de-ville", "maison-du-vieux-quai"), QUAY, List.of("fr", "es")));

    /** Further ways in which a service is given by appointment, beside the site itself. */
    static final Map<String, Modality> ALSO = Map.of(
            "etat-civil", Modality.PHONE,
            "urbanisme", Modality.VIDEO,
            "aide-sociale", Modality.HOME);

    static final String VIDEO_ADDRESS = "https://visio.saint-parvis.example/{reference}";
    /** Whose agent goes out to visit, and where. */
    static final String VISITING_SITE = "maison-du-vieux-quai";

    static final String VISITING_COUNTER = "Guichet 2";
    static final String VISITED_SECTOR = """
            # Une ligne par lieu ou par rue
            00000 Saint-Parvis : rue des Lilas
            00000 Saint-Parvis : quai des Brumes, 1-40
            00000 Saint-Parvis : allée des Tilleuls, pairs
            00001 Bourg-Neuf""";

    private TownPlan() {}

    /** What the counter has for those whom it receives. The old quay has steps but for its first counter. */
    static Facilities facilities(Site site, Counter counter) {
        var languages = PEOPLE.stream()
                .filter(person -> person.name().equals(counter.agent()))
                .flatMap(person -> person.languages().stream())
                .collect(Collectors.toSet());
        return new Facilities(
                !site.slug().equals(VISITING_SITE) || !counter.name().equals(VISITING_COUNTER),
                counter.agent().equals("Inès Dupréau"),
                languages,
                "");
    }

    static Service service(String slug) {
        return SERVICES.stream()
                .filter(service -> service.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private static Person person(String name, int site, int counter, String... languages) {
        var place = SITES.get(site);
        return new Person(
                name, List.of(place.slug()), place.counters().get(counter).services(), List.of(languages));
    }
}
