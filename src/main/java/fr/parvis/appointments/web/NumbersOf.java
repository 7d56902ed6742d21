package fr.parvis.appointments.web;

import fr.parvis.appointments.Appointment;
import fr.parvis.appointments.national.MeetingPoints;
import fr.parvis.appointments.national.PreApplication;
import fr.parvis.appointments.national.PreApplications;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Numbers of pre-applications, where a service has any. */
@Component("numbersOf")
class NumbersOf {
    private final MeetingPoints points;
    private final PreApplications numbers;

    NumbersOf(MeetingPoints points, PreApplications numbers) {
        this.points = points;
        this.numbers = numbers;
    }

    public boolean areAsked(UUID serviceId) {
        return points.isMarked(serviceId);
    }

    /** Null where none are asked. */
    public @Nullable List<PreApplication> of(Appointment one) {
        return points.isMarked(one.serviceId()) ? numbers.of(one) : null;
    }
}
