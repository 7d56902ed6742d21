create schema queue;

create table queue.number_sequence (
    site_id uuid not null,
    letter  text not null,
    day     date not null,
    last    integer not null,
    constraint number_sequence_pk primary key (site_id, letter, day)
);

create table queue.ticket (
    id              uuid        not null,
    organisation_id uuid        not null,
    site_id         uuid        not null,
    service_id      uuid        not null,
    day             date        not null,
    number          text        not null,
    token           text        not null,
    state           text        not null,
    kind            text        not null,
    priority        boolean     not null,
    language        text,
    help            text[]      not null default '{}',
    arrived_at      timestamptz not null,
    scheduled_at    timestamptz,
    queue_at        timestamptz not null,
    only_counter_id uuid,
    counter_id      uuid,
    called_at       timestamptz,
    started_at      timestamptz,
    ended_at        timestamptz,
    recalls         integer     not null default 0,
    outcome         text,
    next_what       text,
    next_owner      text,
    next_due        date,
    note            text,
    constraint ticket_pk primary key (id),
    constraint ticket_token_unique unique (token),
    constraint ticket_number_once_a_day unique (site_id, day, number),
    constraint ticket_state_known
        check (state in ('waiting', 'called', 'serving', 'parked', 'finished', 'no-show', 'abandoned')),
    constraint ticket_kind_known check (kind in ('walkin', 'appointment')),
    constraint ticket_scheduled_exactly_for_appointments check ((kind = 'appointment') = (scheduled_at is not null)),
    constraint ticket_at_a_counter_when_called_or_served
        check (state not in ('called', 'serving') or (counter_id is not null and called_at is not null)),
    constraint ticket_waiting_is_at_no_counter check (state <> 'waiting' or (counter_id is null and called_at is null)),
    constraint ticket_served_has_started check (state not in ('serving', 'finished') or started_at is not null),
    constraint ticket_ended_has_an_end check ((state in ('finished', 'no-show', 'abandoned')) = (ended_at is not null)),
    -- no dead end: a finished visit is solved, or its next step has an owner and a date
    constraint ticket_finished_has_an_outcome check ((state = 'finished') = (outcome is not null)),
    constraint ticket_next_step_is_complete
        check ((outcome = 'next-step') is not true or (next_what <> '' and next_owner <> '' and next_due is not null))
);
create unique index ticket_one_at_a_counter on queue.ticket (counter_id) where state in ('called', 'serving');
create index ticket_line on queue.ticket (site_id, queue_at, arrived_at, id) where state = 'waiting';
create index ticket_in_the_hall on queue.ticket (site_id) where state in ('waiting', 'called', 'serving', 'parked');
create index ticket_finished on queue.ticket (ended_at) where state = 'finished';
comment on column queue.ticket.language is 'Personal data: what the usager speaks; erased 30 days after the visit.';
comment on column queue.ticket.help is 'Personal data: help asked for, never its reason; erased 30 days after the visit.';
comment on column queue.ticket.note is 'Personal data: words of the agent for a colleague; erased 30 days after the visit.';
comment on column queue.ticket.next_what is 'May hold personal data; erased 30 days after its due date.';

create table queue.counter_state (
    counter_id      uuid        not null,
    organisation_id uuid        not null,
    site_id         uuid        not null,
    mode            text        not null,
    services        uuid[]      not null default '{}',
    agent_id        uuid,
    since           timestamptz not null,
    constraint counter_state_pk primary key (counter_id),
    constraint counter_state_mode_known check (mode in ('closed', 'open', 'paused')),
    constraint counter_state_closed_has_no_agent check (mode <> 'closed' or agent_id is null)
);
create unique index counter_state_agent_at_one_counter on queue.counter_state (agent_id) where agent_id is not null;
create index counter_state_site on queue.counter_state (site_id);

-- What happened, in order; state is rebuilt from it. Holds no name, no note, no free text.
create table queue.event (
    seq             bigint generated always as identity,
    tx              xid8        not null default pg_current_xact_id(),
    organisation_id uuid        not null,
    site_id         uuid        not null,
    ticket_id       uuid,
    counter_id      uuid,
    type            text        not null,
    at              timestamptz not null,
    data            jsonb       not null default '{}',
    constraint event_pk primary key (seq),
    constraint event_is_about_something check (ticket_id is not null or counter_id is not null)
);
create index event_site_order on queue.event (site_id, tx, seq);
create index event_ticket on queue.event (ticket_id, seq);
comment on column queue.event.tx is 'Readers follow (tx, seq) below the oldest running transaction, so that none is skipped.';

create function queue.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'queue.event is append-only';
end $$;
create trigger event_is_append_only before update or delete on queue.event
    for each row execute function queue.refuse_change();
create trigger event_is_never_truncated before truncate on queue.event
    for each statement execute function queue.refuse_change();
revoke update, delete, truncate on queue.event from public;
