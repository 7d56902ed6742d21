package fr.parvis.appointments.web;

import fr.parvis.appointments.ServiceTerms;
import fr.parvis.appointments.Ways;
import fr.parvis.appointments.slots.Modality;
import fr.parvis.appointments.slots.Terms;
import fr.parvis.platform.web.Forms;
import fr.parvis.platform.web.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rules of appointments for a service as they are typed. */
record TermsForm(
        String minutes,
        String bufferMinutes,
        String stepMinutes,
        String noticeHours,
        String horizonDays,
        String opensAt,
        String mostPeople,
        String grouping,
        Set<String> kinds,
        String keptPercent,
        String onlineADay,
        String byCode,
        Set<String> modalities,
        String videoAddress) {
    private static final String YES = "yes";

    TermsForm {
        minutes = Forms.line(minutes);
        bufferMinutes = Forms.line(bufferMinutes);
        stepMinutes = Forms.line(stepMinutes);
        noticeHours = Forms.line(noticeHours);
        horizonDays = Forms.line(horizonDays);
        opensAt = Forms.line(opensAt);
        mostPeople = Forms.line(mostPeople);
        grouping = Forms.line(grouping);
        kinds = new TreeSet<>(Forms.ticked(kinds));
        keptPercent = Forms.line(keptPercent);
        onlineADay = Forms.line(onlineADay);
        byCode = Forms.line(byCode).equals(YES) ? YES : "no";
        modalities = new TreeSet<>(Forms.ticked(modalities));
        videoAddress = Forms.line(videoAddress);
    }

    static TermsForm of(ServiceTerms terms) {
        return new TermsForm(
                "" + terms.minutes(),
                "" + terms.bufferMinutes(),
                "" + terms.stepMinutes(),
                "" + terms.noticeHours(),
                "" + terms.horizonDays(),
                terms.opensAt().toString(),
                "" + terms.mostPeople(),
                terms.grouping().name().toLowerCase(Locale.ROOT),
                terms.kinds(),
                "" + terms.keptPercent(),
                terms.onlineADay() == null ? "" : "" + terms.onlineADay(),
                terms.byCode() ? YES : "no",
                terms.ways().modalities().stream().map(Modality::code).collect(Collectors.toSet()),
                terms.ways().videoAddress());
    }

    ServiceTerms terms(UUID serviceId) {
        var group = Arrays.stream(Terms.Grouping.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(grouping))
                .findFirst()
                .orElseThrow(() -> ProblemException.field("grouping", "appointments", "grouping-missing"));
        return new ServiceTerms(
                serviceId,
                Typed.number("minutes", minutes),
                Typed.number("bufferMinutes", bufferMinutes),
                Typed.number("stepMinutes", stepMinutes),
                Typed.number("noticeHours", noticeHours),
                Typed.number("horizonDays", horizonDays),
                Typed.time("opensAt", opensAt),
                Typed.number("mostPeople", mostPeople),
                group,
                Set.copyOf(kinds),
                Typed.number("keptPercent", keptPercent),
                onlineADay.isEmpty() ? null : Typed.number("onlineADay", onlineADay),
                byCode.equals(YES),
                new Ways(
                        modalities.stream()
                                .flatMap(code -> Modality.of(code).stream())
                                .collect(Collectors.toSet()),
                        videoAddress));
    }
}
