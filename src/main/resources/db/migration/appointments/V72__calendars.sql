-- The busy times of an agenda that somebody's other calendar tells.
create table appointments.busy_import (
    agenda_id       uuid           not null,
    organisation_id uuid           not null,
    address         text           not null,
    next_at         timestamptz    not null,
    running_since   timestamptz,
    failures        integer        not null default 0,
    problem         text,
    detail          text           not null default '',
    tried_at        timestamptz    not null,
    read_at         timestamptz    not null,
    withdrawn_from  timestamptz    not null,
    events          integer        not null default 0,
    unread          integer        not null default 0,
    busy            tstzmultirange not null default '{}',
    constraint busy_import_pk primary key (agenda_id),
    constraint busy_import_agenda foreign key (agenda_id) references appointments.agenda (id) on delete cascade
);
create index busy_import_due on appointments.busy_import (next_at);
comment on column appointments.busy_import.address is 'Whoever knows it reads somebody''s calendar: never shown whole, never logged.';
comment on column appointments.busy_import.read_at is 'When it was last read whole; busy is from then.';
comment on column appointments.busy_import.withdrawn_from is 'From then on nothing of the agenda is offered online, unless it is read again before.';
comment on column appointments.busy_import.busy is 'When, and nothing of what.';

create function appointments.busy_moves_rules_revision() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' or new.busy is distinct from old.busy then
        update appointments.agenda set rules_revision = rules_revision + 1 where id = coalesce(new.agenda_id, old.agenda_id);
    end if;
    return null;
end $$;
create trigger busy_import_moves_its_agenda after insert or update or delete on appointments.busy_import
    for each row execute function appointments.busy_moves_rules_revision();

-- The secret address at which other calendars read the appointments of an agenda.
create table appointments.calendar_feed (
    agenda_id       uuid        not null,
    organisation_id uuid        not null,
    token_hash      text        not null,
    made_at         timestamptz not null,
    read_at         timestamptz,
    constraint calendar_feed_pk primary key (agenda_id),
    constraint calendar_feed_token_once unique (token_hash),
    constraint calendar_feed_agenda foreign key (agenda_id) references appointments.agenda (id) on delete cascade
);
comment on column appointments.calendar_feed.token_hash is 'SHA-256 of the token; the token itself is shown once and kept nowhere.';
comment on column appointments.calendar_feed.read_at is 'The last time, to the hour.';

-- Whose time an appointment has ever taken: calendars are told when it no longer does.
create table appointments.was_at (
    agenda_id      uuid not null,
    appointment_id uuid not null,
    constraint was_at_pk primary key (agenda_id, appointment_id),
    constraint was_at_agenda foreign key (agenda_id) references appointments.agenda (id) on delete cascade,
    constraint was_at_appointment foreign key (appointment_id) references appointments.appointment (id) on delete cascade
);
insert into appointments.was_at (agenda_id, appointment_id)
select distinct agenda_id, appointment_id from appointments.place where until is null;

create function appointments.keep_whose_time() returns trigger language plpgsql as $$
begin
    insert into appointments.was_at (agenda_id, appointment_id) values (new.agenda_id, new.appointment_id) on conflict do nothing;
    return null;
end $$;
create trigger place_keeps_whose_time after insert or update on appointments.place
    for each row when (new.until is null) execute function appointments.keep_whose_time();
