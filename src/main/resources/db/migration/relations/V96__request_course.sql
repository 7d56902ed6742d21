-- A request has a course: messages in both directions, somebody who has it, a next step with an owner and a day as long as it is open,
-- and the legal rule of the day on which it came in.
alter table relations.request rename column reference to key;
alter table relations.request rename constraint request_reference_unique to request_key_unique;
comment on column relations.request.key is 'Opens the page of the request: cannot be guessed.';
alter table relations.request
    add column reference       text,
    add column channel         text        not null default 'web',
    add column subject         text,
    add column first_name      text,
    add column last_name       text,
    add column usager_id       uuid,
    add column site_id         uuid,
    add column type_id         uuid,
    add column step            integer     not null default 0,
    add column assignee_id     uuid,
    add column next_usual      text,
    add column next_what       text,
    add column next_owner      text,
    add column next_due        date,
    add column rule_silence    text        not null default 'NOTHING',
    add column rule_time       text        not null default 'P0D',
    add column rule_acknowledged boolean   not null default false,
    add column rule_source     text        not null default '',
    add column received_on     date,
    add column competent_on    date,
    add column silence_on      date,
    add column acknowledge_by  date,
    add column acknowledged_at timestamptz,
    add column revision        integer     not null default 0;

-- The short reference of those that have none: six letters and the one that tells a wrong one (fr.parvis.platform.ReadableCode).
do $$
declare
    letters constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    one record;
    code text;
    total integer;
begin
    for one in select id from relations.request where reference is null loop
        loop
            code := '';
            total := 0;
            for place in 0..6 loop
                declare
                    letter constant integer := floor(random() * 32)::integer;
                begin
                    code := code || substr(letters, letter + 1, 1);
                    total := total + (2 * place + 1) * letter;
                end;
            end loop;
            code := 'PRV-' || substr(code, 1, 4) || '-' || substr(code, 5) || substr(letters, total % 32 + 1, 1);
            exit when not exists (select from relations.request where reference = code);
        end loop;
        update relations.request set reference = code where id = one.id;
    end loop;
end $$;
alter table relations.request alter column reference set not null;
alter table relations.request add constraint request_reference_unique unique (reference);

alter table relations.request drop constraint request_kind_known;
alter table relations.request add constraint request_kind_known
    check (kind in ('QUESTION', 'CALL_BACK', 'APPLICATION', 'COMPLAINT'));
alter table relations.request add constraint request_channel_known
    check (channel in ('counter', 'phone', 'email', 'sms', 'chat', 'web', 'post'));
alter table relations.request drop constraint request_state_known;
alter table relations.request add constraint request_state_known
    check (state in ('RECEIVED', 'IN_PROGRESS', 'INCOMPLETE',
        'ANSWERED', 'REFUSED', 'SENT_ON', 'NOT_REACHED', 'WITHDRAWN', 'UNANSWERED'));
alter table relations.request drop constraint request_closed_completely;
alter table relations.request drop constraint request_erased_has_an_end;
alter table relations.request drop constraint request_closed_with_an_outcome;
alter table relations.request drop constraint request_erased_of_all_words;
alter table relations.request add constraint request_closed_completely
    check ((state in ('RECEIVED', 'IN_PROGRESS', 'INCOMPLETE')) = (closed_at is null));
alter table relations.request add constraint request_erased_has_an_end check (erased_at is null or closed_at is not null);
alter table relations.request add constraint request_rule_known check (rule_silence in ('ACCEPTANCE', 'REFUSAL', 'NOTHING'));

-- Every word that was written or said, whoever wrote it.
create table relations.interaction (
    id              uuid        not null,
    organisation_id uuid        not null,
    request_id      uuid        not null,
    direction       text        not null,
    channel         text        not null,
    at              timestamptz not null,
    by_id           uuid,
    by_name         text        not null default '',
    words           text,
    closes          boolean     not null default false,
    erased_at       timestamptz,
    constraint interaction_pk primary key (id),
    constraint interaction_of_a_request foreign key (request_id) references relations.request (id) on delete cascade,
    constraint interaction_direction_known check (direction in ('IN', 'OUT', 'NOTE')),
    constraint interaction_channel_known check (channel in ('counter', 'phone', 'email', 'sms', 'chat', 'web', 'post')),
    constraint interaction_erased_of_all_words check ((erased_at is null) = (words is not null))
);
create index interaction_of on relations.interaction (request_id, at, id);
comment on table relations.interaction is 'A contact about a request: from the person (IN), to the person (OUT), or between colleagues (NOTE).';
comment on column relations.interaction.words is 'Personal data, erased with the request.';
comment on column relations.interaction.closes is 'The words with which the request was ended.';
comment on column relations.interaction.by_name is 'Who wrote it on our side, as the person reads it; "" when the person did.';

insert into relations.interaction (id, organisation_id, request_id, direction, channel, at, words)
select uuidv7(), organisation_id, id, 'IN', case kind when 'CALL_BACK' then 'phone' else 'web' end, received_at, words
  from relations.request where words is not null and erased_at is null;
insert into relations.interaction (id, organisation_id, request_id, direction, channel, at, by_id, words, closes)
select uuidv7(), organisation_id, id, 'OUT', case kind when 'CALL_BACK' then 'phone' else 'web' end, closed_at, closed_by, outcome, true
  from relations.request where outcome is not null and closed_at is not null and erased_at is null;
alter table relations.request drop column words, drop column outcome;

update relations.request set subject = '', first_name = '', last_name = '' where erased_at is null;
update relations.request
   set next_usual = case kind when 'CALL_BACK' then 'CALL' else 'ANSWER' end, next_what = '', next_owner = '', next_due = due_on,
       state = 'RECEIVED'
 where closed_at is null;
alter table relations.request add constraint request_erased_of_all_words
    check (erased_at is null
        or (subject is null and first_name is null and last_name is null and email is null and phone is null
            and call_from is null and next_what is null));
-- No dead end: what is open has a next step, an owner and a day.
alter table relations.request add constraint request_open_has_a_next_step
    check (closed_at is not null
        or (next_what is not null and next_owner is not null and next_due is not null
            and (next_usual is not null or next_what <> '')));
comment on column relations.request.reference is 'Short, told on the phone, opens nothing by itself.';
comment on column relations.request.next_usual is 'One of the steps that every language has words for; null when next_what says it.';
comment on column relations.request.next_owner is 'Name of the agent or team; "" for the team that receives.';
comment on column relations.request.rule_time is 'ISO 8601 period; the rule as it was on the day of receipt (CRPA L231-1 ff.).';
comment on column relations.request.silence_on is 'When silence decides, with what is known now; null when it never does or waits for somebody.';
comment on column relations.request.competent_on is 'Received by the administration that decides (CRPA L114-2, L114-3).';
comment on column relations.request.acknowledge_by is 'Last day for the acknowledgement of receipt (CRPA L112-3); null when none is due.';
update relations.request set received_on = received_at::date, competent_on = received_at::date;
alter table relations.request alter column received_on set not null;
comment on column relations.request.received_on is 'By the calendar of the organisation: what legal times count from.';

drop index relations.request_open;
drop index relations.request_closed;
create index request_open on relations.request (organisation_id, next_due) where closed_at is null;
create index request_closed on relations.request (organisation_id, closed_at desc) where closed_at is not null;
create index request_silence on relations.request (silence_on) where closed_at is null and silence_on is not null;
create index request_usager on relations.request (usager_id) where usager_id is not null;

-- What was missing, and the time given to bring it (CRPA L114-5).
create table relations.request_missing (
    request_id   uuid    not null,
    asked_on     date    not null,
    until        date    not null,
    completed_on date,
    constraint request_missing_pk primary key (request_id, asked_on),
    constraint request_missing_of_a_request foreign key (request_id) references relations.request (id) on delete cascade,
    constraint request_missing_in_order check (until >= asked_on and (completed_on is null or completed_on >= asked_on))
);

-- What happened, without a word of anybody: the states can be rebuilt from it.
create table relations.request_event (
    id              bigint      generated always as identity,
    organisation_id uuid        not null,
    request_id      uuid        not null,
    at              timestamptz not null,
    what            text        not null,
    state           text        not null,
    by_id           uuid,
    next_due        date,
    constraint request_event_pk primary key (id)
);
create index request_event_of on relations.request_event (request_id, id);
create function relations.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_relid::regclass;
end $$;
create trigger request_event_is_append_only before update or delete on relations.request_event
    for each row execute function relations.refuse_change();
create trigger request_event_is_never_emptied before truncate on relations.request_event
    for each statement execute function relations.refuse_change();
revoke update, delete, truncate on relations.request_event from public;
insert into relations.request_event (organisation_id, request_id, at, what, state, next_due)
select organisation_id, id, received_at, 'received', 'RECEIVED', due_on from relations.request order by received_at;
insert into relations.request_event (organisation_id, request_id, at, what, state, by_id)
select organisation_id, id, closed_at, 'closed', state, closed_by from relations.request where closed_at is not null order by closed_at;

-- Kinds of request that the organisation distinguishes.
create table relations.request_type (
    id                uuid    not null,
    organisation_id   uuid    not null,
    slug              text    not null,
    name              text    not null,
    kind              text    not null,
    sheet             text,
    steps             text[]  not null default '{}',
    days              integer not null,
    rule_silence      text    not null,
    rule_time         text    not null,
    rule_acknowledged boolean not null,
    rule_source       text    not null,
    active            boolean not null default true,
    constraint request_type_pk primary key (id),
    constraint request_type_slug_unique unique (organisation_id, slug),
    constraint request_type_kind_known check (kind in ('QUESTION', 'APPLICATION', 'COMPLAINT')),
    constraint request_type_rule_known check (rule_silence in ('ACCEPTANCE', 'REFUSAL', 'NOTHING')),
    constraint request_type_days_within_reason check (days between 1 and 250)
);
comment on column relations.request_type.steps is 'What the person reads while it is worked on, in order.';
comment on column relations.request_type.days is 'Working days within which an answer is promised.';

alter table relations.promise add column complaint_days integer not null default 15;
alter table relations.promise add constraint promise_of_complaints_within_reason check (complaint_days between 1 and 40);
