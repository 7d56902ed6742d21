package fr.parvis.appointments.web;

import fr.parvis.appointments.sessions.Registration;
import fr.parvis.platform.Share;
import java.util.List;
import java.util.Objects;

/**
 * The seats of a session in figures.
 *
 * @param registered of people who have them
 * @param offered held for somebody in the line
 * @param waiting wanted in the line
 * @param came of those registered
 * @param known registered seats of which somebody has said who came
 */
record SessionCount(int registered, int offered, int waiting, int came, int known) {
    static SessionCount of(List<Registration> all) {
        return new SessionCount(
                seats(all, Registration.State.REGISTERED),
                seats(all, Registration.State.OFFERED),
                seats(all, Registration.State.WAITING),
                all.stream()
                        .filter(Registration::isRegistered)
                        .mapToInt(one -> Objects.requireNonNullElse(one.came(), 0))
                        .sum(),
                all.stream()
                        .filter(one -> one.isRegistered() && one.came() != null)
                        .mapToInt(Registration::seats)
                        .sum());
    }

    private static int seats(List<Registration> all, Registration.State state) {
        return all.stream()
                .filter(one -> one.state() == state)
                .mapToInt(Registration::seats)
                .sum();
    }

    /** Of the seats of which somebody has said who came. */
    public Share missed() {
        return new Share(known - came, known);
    }
}
