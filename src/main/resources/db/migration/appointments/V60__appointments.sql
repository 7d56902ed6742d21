create schema appointments;
create extension if not exists btree_gist;

-- Whose time it is: an agent, a counter, or a resource that an appointment needs beside them.
create table appointments.agenda (
    id              uuid    not null,
    organisation_id uuid    not null,
    site_id         uuid    not null,
    slug            text    not null,
    name            text    not null,
    agent_id        uuid,
    counter_id      uuid,
    resource        text,
    services        uuid[]  not null default '{}',
    active          boolean not null default true,
    revision        bigint  not null default 0,
    rules_revision  bigint  not null default 0,
    constraint agenda_pk primary key (id),
    constraint agenda_slug_once_a_site unique (site_id, slug),
    constraint agenda_of_one_thing check (num_nonnulls(agent_id, counter_id, resource) = 1)
);
create index agenda_of_an_agent on appointments.agenda (agent_id) where agent_id is not null;
comment on column appointments.agenda.site_id is 'Site owned by module "directory"; no foreign key across schemas.';
comment on column appointments.agenda.services is 'What it receives for.';
comment on column appointments.agenda.revision is 'Moves with every change of its places: what was read of them before is out of date.';
comment on column appointments.agenda.rules_revision is 'The same for its rules and absences.';

create table appointments.opening_rule (
    id         uuid   not null,
    agenda_id  uuid   not null,
    services   uuid[] not null default '{}',
    first_day  date   not null,
    from_time  time   not null,
    to_time    time   not null,
    recurrence text,
    except_on  date[] not null default '{}',
    constraint opening_rule_pk primary key (id),
    constraint opening_rule_agenda foreign key (agenda_id) references appointments.agenda (id) on delete cascade,
    constraint opening_rule_forward check (from_time < to_time or to_time = '00:00')
);
create index opening_rule_of_an_agenda on appointments.opening_rule (agenda_id);
comment on column appointments.opening_rule.recurrence is 'Value of an RRULE (RFC 5545) by days or more; null for the first day alone.';

create table appointments.absence (
    id        uuid      not null,
    agenda_id uuid      not null,
    during    tstzrange not null,
    reason    text      not null default '',
    constraint absence_pk primary key (id),
    constraint absence_agenda foreign key (agenda_id) references appointments.agenda (id) on delete cascade,
    constraint absence_has_two_ends check (not isempty(during) and not lower_inf(during) and not upper_inf(during))
);
create index absence_of_an_agenda on appointments.absence (agenda_id);

-- What an appointment for a service takes, and who may book when.
create table appointments.terms (
    service_id      uuid    not null,
    organisation_id uuid    not null,
    minutes         integer not null,
    buffer_minutes  integer not null default 0,
    step_minutes    integer not null,
    notice_hours    integer not null default 2,
    horizon_days    integer not null default 60,
    opens_at        time    not null default '00:00',
    most_people     integer not null default 4,
    grouping        text    not null default 'CONSECUTIVE',
    kinds           text[]  not null default '{}',
    kept_percent    integer not null default 0,
    online_a_day    integer,
    constraint terms_pk primary key (service_id),
    constraint terms_within_reason check (minutes between 5 and 480 and buffer_minutes between 0 and 120
        and step_minutes between 5 and 480 and notice_hours between 0 and 720 and horizon_days between 1 and 365
        and most_people between 1 and 12 and kept_percent between 0 and 100 and online_a_day >= 0),
    constraint terms_grouping_known check (grouping in ('CONSECUTIVE', 'PARALLEL'))
);
comment on column appointments.terms.opens_at is 'At what time of day the last day of the horizon comes up.';
comment on column appointments.terms.kept_percent is 'Share of the starts that the desk and the telephone have for themselves until a day before.';

create table appointments.appointment (
    id              uuid        not null,
    organisation_id uuid        not null,
    site_id         uuid        not null,
    service_id      uuid        not null,
    reference       text        not null,
    token           text        not null,
    state           text        not null,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    people          integer     not null,
    channel         text        not null,
    held_until      timestamptz,
    created_at      timestamptz not null,
    booked_by       uuid,
    revision        integer     not null default 0,
    ticket_id       uuid,
    first_name      text,
    last_name       text,
    email           text,
    phone           text,
    language        text,
    erased_at       timestamptz,
    constraint appointment_pk primary key (id),
    constraint appointment_reference_once unique (reference),
    constraint appointment_token_once unique (token),
    constraint appointment_state_known check (state in ('held', 'booked', 'arrived', 'cancelled', 'no-show', 'expired')),
    constraint appointment_channel_known check (channel in ('online', 'desk', 'phone', 'partner')),
    constraint appointment_forward check (starts_at < ends_at),
    constraint appointment_held_for_a_while check ((state = 'held') = (held_until is not null)),
    constraint appointment_of_somebody
        check (state in ('held', 'expired') or erased_at is not null or (first_name <> '' and last_name <> '')),
    constraint appointment_erased_of_all_words
        check (erased_at is null or num_nonnulls(first_name, last_name, email, phone, language) = 0),
    constraint appointment_people_within_reason check (people between 1 and 12)
);
create index appointment_of_a_day on appointments.appointment (site_id, starts_at) where state in ('booked', 'arrived', 'no-show');
create index appointment_of_somebody_again on appointments.appointment (service_id, lower(last_name)) where state = 'booked';
create index appointment_held on appointments.appointment (held_until) where state = 'held';
create index appointment_to_erase on appointments.appointment (ends_at) where erased_at is null;
comment on column appointments.appointment.reference is 'Short, readable, with a check character; names it at the counter, opens nothing.';
comment on column appointments.appointment.token is 'Opens the page that moves and cancels it: cannot be guessed.';
comment on column appointments.appointment.first_name is 'Personal data: erased 30 days after the appointment.';
comment on column appointments.appointment.last_name is 'Personal data, erased with the first name.';
comment on column appointments.appointment.email is 'Personal data, erased with the names.';
comment on column appointments.appointment.phone is 'Personal data, erased with the names.';
comment on column appointments.appointment.language is 'Personal data, erased with the names.';

-- The time that an appointment takes of an agenda, its buffer included. Two never overlap: the last word against double booking.
create table appointments.place (
    id             uuid        not null,
    appointment_id uuid        not null,
    agenda_id      uuid        not null,
    during         tstzrange   not null,
    until          timestamptz,
    constraint place_pk primary key (id),
    constraint place_appointment foreign key (appointment_id) references appointments.appointment (id),
    constraint place_agenda foreign key (agenda_id) references appointments.agenda (id),
    constraint place_never_taken_twice exclude using gist (agenda_id with =, during with &&)
);
create index place_of_an_appointment on appointments.place (appointment_id);
create index place_passing on appointments.place (until) where until is not null;
comment on column appointments.place.until is 'Free again from then on: a hold that runs out, or a cancelled place that stays shut for some minutes. Null: taken.';

-- What happened, in order; state is rebuilt from it. Holds no name, no address, no free text.
create table appointments.event (
    seq             bigint generated always as identity,
    organisation_id uuid        not null,
    appointment_id  uuid        not null,
    type            text        not null,
    at              timestamptz not null,
    data            jsonb       not null default '{}',
    constraint event_pk primary key (seq)
);
create index event_of_an_appointment on appointments.event (appointment_id, seq);

create function appointments.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'appointments.event is append-only';
end $$;
create trigger event_is_append_only before update or delete on appointments.event
    for each row execute function appointments.refuse_change();
create trigger event_is_never_truncated before truncate on appointments.event
    for each statement execute function appointments.refuse_change();
revoke update, delete, truncate on appointments.event from public;

create function appointments.move_revision() returns trigger language plpgsql as $$
begin
    update appointments.agenda set revision = revision + 1 where id = coalesce(new.agenda_id, old.agenda_id);
    return null;
end $$;
create trigger place_moves_its_agenda after insert or update or delete on appointments.place
    for each row execute function appointments.move_revision();

create function appointments.move_rules_revision() returns trigger language plpgsql as $$
begin
    update appointments.agenda set rules_revision = rules_revision + 1 where id = coalesce(new.agenda_id, old.agenda_id);
    return null;
end $$;
create trigger rule_moves_its_agenda after insert or update or delete on appointments.opening_rule
    for each row execute function appointments.move_rules_revision();
create trigger absence_moves_its_agenda after insert or update or delete on appointments.absence
    for each row execute function appointments.move_rules_revision();
