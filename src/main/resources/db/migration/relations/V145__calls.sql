-- The telephone: hours that can be promised, who takes which call, what was promised and kept, and calls that come in.
create table relations.call_site (
    site_id         uuid    not null,
    organisation_id uuid    not null,
    per_hour        integer not null default 3,
    missed_calls    boolean not null default false,
    line            text    not null default '',
    constraint call_site_pk primary key (site_id),
    constraint call_site_within_reason check (per_hour between 0 and 60)
);
comment on table relations.call_site is 'Of sites that do it otherwise than usual.';
comment on column relations.call_site.per_hour is 'How many calls are promised within an hour; 0: none.';
comment on column relations.call_site.missed_calls is 'Whether a call that nobody answered is called back.';
comment on column relations.call_site.line is 'The number that people dial, in E.164; "" when it is not said.';

-- An hour in which calls are promised. Never more of them than there are places, whoever promises at once.
create table relations.call_window (
    site_id         uuid        not null,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    organisation_id uuid        not null,
    capacity        integer     not null,
    promised        integer     not null default 0,
    constraint call_window_pk primary key (site_id, starts_at),
    constraint call_window_forward check (starts_at < ends_at),
    constraint call_window_never_overbooked check (promised between 0 and capacity)
);
create table relations.call_promise (
    id              uuid        not null,
    organisation_id uuid        not null,
    request_id      uuid        not null,
    site_id         uuid        not null,
    starts_at       timestamptz not null,
    ends_at         timestamptz not null,
    given_at        timestamptz not null,
    settled_at      timestamptz,
    kept            boolean,
    constraint call_promise_pk primary key (id),
    constraint call_promise_of_a_request foreign key (request_id) references relations.request (id) on delete cascade,
    constraint call_promise_in_a_window foreign key (site_id, starts_at) references relations.call_window (site_id, starts_at),
    constraint call_promise_kept_when_settled check (kept is null or settled_at is not null)
);
create unique index call_promise_one_at_a_time on relations.call_promise (request_id) where settled_at is null;
create index call_promise_ended on relations.call_promise (organisation_id, ends_at);
comment on column relations.call_promise.kept is 'Whether the person was called within the hour; null while it is open, and when they called it off before.';

create function relations.count_promise() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        update relations.call_window set promised = promised + 1 where site_id = new.site_id and starts_at = new.starts_at;
    elsif tg_op = 'DELETE' then
        update relations.call_window set promised = promised - 1
         where site_id = old.site_id and starts_at = old.starts_at and (old.settled_at is null or old.settled_at >= old.starts_at);
    elsif old.settled_at is null and new.settled_at < new.starts_at then
        update relations.call_window set promised = promised - 1 where site_id = new.site_id and starts_at = new.starts_at;
    end if;
    return null;
end $$;
create trigger call_promise_takes_a_place after insert or delete or update of settled_at on relations.call_promise
    for each row execute function relations.count_promise();

-- Whatever ends a request settles what was promised.
create function relations.settle_promise() returns trigger language plpgsql as $$
begin
    update relations.call_promise
       set settled_at = new.closed_at,
           kept = case when new.state = 'WITHDRAWN' and new.closed_at < ends_at then null else new.closed_at < ends_at end
     where request_id = new.id and settled_at is null;
    return null;
end $$;
create trigger request_ended_with_its_promise after update of closed_at on relations.request
    for each row when (old.closed_at is null and new.closed_at is not null) execute function relations.settle_promise();

-- Who makes which call.
create table relations.call_back (
    request_id      uuid    not null,
    organisation_id uuid    not null,
    missed          boolean not null default false,
    taken_by        uuid,
    taken_name      text    not null default '',
    taken_at        timestamptz,
    constraint call_back_pk primary key (request_id),
    constraint call_back_of_a_request foreign key (request_id) references relations.request (id) on delete cascade,
    constraint call_back_taken_completely check ((taken_by is null) = (taken_at is null))
);
comment on column relations.call_back.missed is 'Nobody asked: somebody rang and was not answered.';

alter table relations.escalation drop constraint escalation_warning_known;
alter table relations.escalation add constraint escalation_warning_known
    check (warning in ('ACKNOWLEDGEMENT', 'PROMISE', 'CALL', 'STEP', 'SILENCE_SOON', 'SILENCE_NEAR', 'SILENCE'));

-- What an agent has typed about a call and not saved.
create table relations.note_draft (
    account_id uuid        not null,
    field      text        not null,
    words      text        not null,
    at         timestamptz not null,
    constraint note_draft_pk primary key (account_id, field)
);
comment on column relations.note_draft.words is 'May hold personal data: erased when saved, and after a day.';

create table relations.extension (
    organisation_id uuid not null,
    number          text not null,
    account_id      uuid not null,
    constraint extension_pk primary key (organisation_id, number),
    constraint extension_one_each unique (account_id)
);
comment on column relations.extension.account_id is 'Account owned by module "identity"; no foreign key across schemas.';

-- Calls as the telephone system tells them.
create table relations.incoming_call (
    organisation_id uuid        not null,
    call_id         text        not null,
    caller          text        not null,
    account_id      uuid,
    site_id         uuid,
    rung_at         timestamptz not null,
    answered_at     timestamptz,
    ended_at        timestamptz,
    dismissed_at    timestamptz,
    constraint incoming_call_pk primary key (organisation_id, call_id)
);
create index incoming_call_of on relations.incoming_call (account_id, rung_at);
comment on column relations.incoming_call.caller is 'Number in E.164, "" when it is hidden. Personal data, erased after a day.';
