package fr.parvis.rights;

import java.util.Set;

/**
 * Tables that hold nothing of any person, or ids alone. Whoever adds a table names it here, or in the {@code PersonalDataHolder} that erases it,
 * or hangs it by a cascade on a table that is named.
 */
final class NobodysTables {
    static final Set<String> ALL = Set.of(
            // of the machine
            "public.flyway_schema_history",
            "public.scheduled_tasks",
            "platform.setting",
            "rights.run",
            // places, hours, services
            "directory.organisation",
            "directory.site",
            "directory.service",
            "directory.site_service",
            "directory.opening_hours",
            "directory.closure",
            "directory.exceptional_opening",
            "directory.counter",
            "directory.counter_service",
            "directory.agent_site",
            "directory.agent_skill",
            "identity.partner",
            // the hall, by numbers
            "queue.number_sequence",
            "queue.counter_state",
            "queue.event",
            "queue.kiosk",
            "forecast.observation",
            // agendas, and what happened to appointments: ids, states, times
            "appointments.agenda",
            "appointments.absence",
            "appointments.busy_import",
            "appointments.calendar_feed",
            "appointments.opening_rule",
            "appointments.sector",
            "appointments.withdrawn_opening",
            "appointments.terms",
            "appointments.place",
            "appointments.event",
            "appointments.offer",
            "appointments.wish_event",
            "appointments.school_period",
            "appointments.school_zone",
            "appointments.agenda_day",
            "appointments.third_next",
            "appointments.move",
            "appointments.move_line",
            "appointments.spent_challenge",
            "appointments.session",
            "appointments.session_event",
            "appointments.national_service",
            "appointments.national_point",
            // requests: what the organisation set, and what happened to them by ids
            "relations.request_type",
            "relations.request_event",
            "relations.promise",
            "relations.remedy",
            "relations.team",
            "relations.assignment_rule",
            "relations.macro",
            "relations.alternative",
            "relations.usager_event",
            "relations.usager_merge",
            "relations.usager_unmerge",
            // what is written to people in general, and where mail comes from
            "messaging.mailbox",
            "messaging.taken",
            "messaging.rules",
            "messaging.text",
            // information sheets
            "procedures.import",
            "procedures.sheet",
            "procedures.sheet_version",
            "procedures.sheet_text",
            "procedures.posting",
            "procedures.lexeme",
            "procedures.word",
            "procedures.local_text",
            "procedures.local_text_version",
            "procedures.local_text_event",
            "procedures.refresh",
            "procedures.search_index",
            "procedures.synonym",
            "procedures.opened_sheet",
            "procedures.sheet_reading",
            "procedures.jargon",
            "procedures.plain_version",
            "procedures.document_check",
            "procedures.service_sheet",
            "relations.team_member",
            "hooks.endpoint");

    private NobodysTables() {}
}
