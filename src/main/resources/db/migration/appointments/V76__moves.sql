-- Appointments that are given other places in one act: proposed, then decided.
create table appointments.move (
    id              uuid        not null,
    organisation_id uuid        not null,
    site_id         uuid        not null,
    cause           text        not null,
    agenda_id       uuid,
    during          tstzrange,
    follows         uuid,
    made_at         timestamptz not null,
    made_by         uuid,
    confirmed_at    timestamptz,
    confirmed_by    uuid,
    constraint move_pk primary key (id),
    constraint move_agenda foreign key (agenda_id) references appointments.agenda (id) on delete cascade,
    constraint move_follows_once unique (follows),
    constraint move_cause_known check (cause in ('away', 'chosen', 'conflicts')),
    constraint move_away_of_an_agenda check ((cause = 'away') = (agenda_id is not null and during is not null))
);
create index move_undecided on appointments.move (made_at) where confirmed_at is null;
comment on column appointments.move.cause is 'away: nobody receives at the agenda during that time. chosen: picked one by one. conflicts: they stand where nobody receives.';
comment on column appointments.move.follows is 'The move of which it proposes anew what was taken meanwhile.';

-- One appointment of a move, in view until it is settled.
create table appointments.move_line (
    id             uuid        not null,
    move_id        uuid        not null,
    appointment_id uuid        not null,
    site_id        uuid        not null,
    agendas        uuid[]      not null,
    during         tstzrange   not null,
    picked         boolean     not null,
    choice         text        not null,
    to_site_id     uuid,
    to_agendas     uuid[],
    to_during      tstzrange,
    state          text        not null default 'proposed',
    answer_until   timestamptz,
    told_by        text,
    settled_as     text,
    settled_at     timestamptz,
    constraint move_line_pk primary key (id),
    constraint move_line_move foreign key (move_id) references appointments.move (id) on delete cascade,
    constraint move_line_appointment foreign key (appointment_id) references appointments.appointment (id),
    constraint move_line_once_a_move unique (move_id, appointment_id),
    constraint move_line_choice_known check (choice in ('place', 'choose', 'keep', 'none')),
    constraint move_line_place_complete
        check (num_nonnulls(to_site_id, to_agendas, to_during) = case when choice = 'place' then 3 else 0 end),
    constraint move_line_state_known check (state in ('proposed', 'asked', 'call', 'decide', 'settled')),
    constraint move_line_settled_somehow
        check ((state = 'settled') = (settled_as is not null) and (settled_as is null) = (settled_at is null)),
    constraint move_line_told_known check (told_by in ('email', 'sms'))
);
create unique index move_line_open_once on appointments.move_line (appointment_id) where state in ('asked', 'call', 'decide');
create index move_line_open on appointments.move_line (site_id) where state in ('asked', 'call', 'decide');
create index move_line_of_an_appointment on appointments.move_line (appointment_id);
comment on column appointments.move_line.during is 'What it took when the move was proposed, buffer included; site and agendas likewise.';
comment on column appointments.move_line.picked is 'Somebody wants it to leave although its agendas receive.';
comment on column appointments.move_line.choice is 'place: goes there, or is offered it when it is at another site. choose: the person looks for a time. keep: somebody receives there all the same. none: nothing was found.';
comment on column appointments.move_line.state is 'asked: an answer is hoped for. call: only a telephone reaches the person in time. decide: nothing has been found or done yet.';

alter table appointments.appointment add column quiet_revision integer;
comment on column appointments.appointment.quiet_revision is 'The change that led to this revision is told by whoever made it, or is nothing to tell.';
