create schema quality;

-- What the organisation does so that something does not happen again: opened when a cause of complaints comes back, or by hand.
create table quality.action (
    id              uuid        not null,
    organisation_id uuid        not null,
    title           text        not null,
    what            text        not null default '',
    recurrence_id   uuid,
    cause           text        not null default '',
    site_id         uuid,
    service_id      uuid,
    state           text        not null default 'OPEN',
    owner_id        uuid,
    next_step       text,
    due_on          date,
    outcome         text        not null default '',
    opened_at       timestamptz not null,
    opened_by       uuid,
    ended_on        date,
    told_on         date,
    revision        integer     not null default 0,
    constraint action_pk primary key (id),
    constraint action_once_for_a_recurrence unique (recurrence_id),
    constraint action_state_known check (state in ('OPEN', 'TAKEN_UP', 'DONE', 'DROPPED')),
    constraint action_open_has_a_next_step check (
        case when state in ('OPEN', 'TAKEN_UP') then next_step is not null and next_step <> '' and due_on is not null
             else next_step is null and due_on is null end),
    constraint action_taken_up_by_somebody check (
        case state when 'OPEN' then owner_id is null when 'TAKEN_UP' then owner_id is not null else true end),
    constraint action_ended_with_words check ((state in ('DONE', 'DROPPED')) = (outcome <> '')),
    constraint action_ended_on_a_day check ((state in ('DONE', 'DROPPED')) = (ended_on is not null)),
    constraint action_comes_from_somewhere check (
        case when recurrence_id is null then opened_by is not null and cause = '' else cause <> '' end)
);
create index action_open on quality.action (organisation_id, due_on) where state in ('OPEN', 'TAKEN_UP');
comment on table quality.action is 'Names nobody: the forms say so. Accounts, sites, services and recurrences are of other schemas; no foreign key across.';
comment on column quality.action.recurrence_id is 'The cause of complaints that came back; null for one that was opened by hand.';
comment on column quality.action.cause is 'The root cause in French, as it was called when it came back; "" by hand.';
comment on column quality.action.owner_id is 'Account; null while nobody has taken it up.';
comment on column quality.action.outcome is 'What was done, or why it was dropped; "" while it is open.';
comment on column quality.action.opened_by is 'Account; null when nobody but Parvis opened it.';
comment on column quality.action.told_on is 'When somebody was last told that it is late.';

-- Each change of an action, with what it had from then on.
create table quality.action_event (
    id        uuid        not null,
    action_id uuid        not null,
    at        timestamptz not null,
    by_id     uuid,
    act       text        not null,
    owner_id  uuid,
    next_step text,
    due_on    date,
    words     text        not null default '',
    constraint action_event_pk primary key (id),
    constraint action_event_of foreign key (action_id) references quality.action (id),
    constraint action_event_known check (act in ('OPENED', 'TAKEN_UP', 'DONE', 'DROPPED', 'REOPENED'))
);
create index action_event_in_order on quality.action_event (action_id, at);
comment on column quality.action_event.by_id is 'Account; null for Parvis itself.';

create function quality.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_relid::regclass;
end $$;
create trigger action_event_is_append_only before update or delete on quality.action_event
    for each row execute function quality.refuse_change();
create trigger action_event_is_never_emptied before truncate on quality.action_event
    for each statement execute function quality.refuse_change();

-- What was done about causes stood with the recurrences until now, its owner in free words: the account of that name has it, where there is
-- one; otherwise nobody has, and the history keeps the words.
create temporary table moved on commit drop as
select x.*,
       coalesce(nullif(t.name, ''),
                case t.code when 'workload' then 'Pas assez de monde' when 'procedure' then 'Procédure interne'
                            when 'information' then 'Information fausse ou pas à jour' when 'training' then 'Formation'
                            when 'tool' then 'Outil ou logiciel' when 'premises' then 'Locaux ou matériel'
                            when 'behaviour' then 'Comportement' when 'rule' then 'La règle elle-même'
                            when 'partner' then 'Un partenaire' else t.code end) as cause,
       (select min(a.id::text)::uuid from identity.account a
         where a.active and lower(a.name) = lower(x.owner)
           and exists (select from identity.account_role r where r.account_id = a.id and r.role in ('SUPERVISOR', 'QUALITY', 'ADMIN'))
           and (x.site_id is null or not exists (select from identity.account_site s where s.account_id = a.id)
                or exists (select from identity.account_site s where s.account_id = a.id and s.site_id = x.site_id))
        having count(*) = 1) as owner_id
  from relations.recurrence x join relations.complaint_term t on t.id = x.cause_id;

insert into quality.action (id, organisation_id, title, recurrence_id, cause, site_id, service_id, state, owner_id, next_step, due_on,
                            outcome, opened_at, ended_on, told_on)
select id, organisation_id, 'La cause « ' || cause || ' » revient', id, cause, site_id, service_id,
       case when state = 'CLOSED' then 'DONE' when owner_id is null then 'OPEN' else 'TAKEN_UP' end,
       owner_id,
       case when state <> 'CLOSED' then next_step end,
       case when state <> 'CLOSED' then due_on end,
       case when state = 'CLOSED' then words else '' end,
       raised_at,
       case when state = 'CLOSED' then coalesce(changed_at, raised_at)::date end,
       told_on
  from moved;

insert into quality.action_event (id, action_id, at, act, next_step, due_on)
select gen_random_uuid(), id, raised_at, 'OPENED', case when state = 'OPEN' then next_step end, case when state = 'OPEN' then due_on end
  from moved;
insert into quality.action_event (id, action_id, at, by_id, act, owner_id, next_step, due_on, words)
select gen_random_uuid(), id, coalesce(changed_at, raised_at), changed_by, 'TAKEN_UP', owner_id, next_step, due_on,
       case when owner_id is null then owner else '' end
  from moved where state <> 'OPEN';
insert into quality.action_event (id, action_id, at, by_id, act, owner_id, words)
select gen_random_uuid(), id, coalesce(changed_at, raised_at) + interval '1 millisecond', changed_by, 'DONE', owner_id, words
  from moved where state = 'CLOSED';

-- What is still to be told goes to whoever listens now.
update event_publication
   set listener_id = 'fr.parvis.quality.RepeatedCauses.on(fr.parvis.relations.CauseRepeated)'
 where listener_id = 'fr.parvis.relations.complaint.RecurrenceMail.on(fr.parvis.relations.CauseRepeated)';
delete from scheduled_tasks where task_name = 'recurrence-told-again';
