-- What a complaint has beside a request: whom it is about, its category, its root cause, the remedy. Whoever it is about never has it.
alter table relations.request
    add column accused_id uuid,
    add constraint request_accused_in_a_complaint check (accused_id is null or kind = 'COMPLAINT'),
    add constraint request_never_with_the_accused check (assignee_id is null or accused_id is null or assignee_id <> accused_id),
    add constraint request_never_closed_by_the_accused check (closed_by is null or accused_id is null or closed_by <> accused_id);
create index request_accused on relations.request (accused_id) where accused_id is not null;
comment on column relations.request.accused_id is
    'Account of the person complained of, as the staff recognised them: neither has the complaint nor reads it. Erased with the request.';

create table relations.complaint_term (
    id              uuid    not null,
    organisation_id uuid    not null,
    list            text    not null,
    code            text    not null,
    name            text    not null default '',
    position        integer not null,
    active          boolean not null default true,
    constraint complaint_term_pk primary key (id),
    constraint complaint_term_code_unique unique (organisation_id, list, code),
    constraint complaint_term_list_known check (list in ('CATEGORY', 'CAUSE'))
);
comment on table relations.complaint_term is 'Categories and root causes. Never deleted: complaints of last year keep theirs.';
comment on column relations.complaint_term.name is 'In the words of the organisation; "" for one that every language has words for.';

create table relations.complaint (
    request_id      uuid    not null,
    organisation_id uuid    not null,
    service_id      uuid,
    category_id     uuid,
    about_words     text    not null default '',
    cause_id        uuid,
    remedy          text    not null default '',
    responsible     boolean,
    constraint complaint_pk primary key (request_id),
    constraint complaint_is_a_request foreign key (request_id) references relations.request (id) on delete cascade,
    constraint complaint_of_a_category foreign key (category_id) references relations.complaint_term (id),
    constraint complaint_of_a_cause foreign key (cause_id) references relations.complaint_term (id)
);
create index complaint_cause on relations.complaint (organisation_id, cause_id);
comment on column relations.complaint.about_words is 'Whom it is about, as the person wrote it; personal data, erased with the request.';
comment on column relations.complaint.remedy is 'What is offered; may hold personal data, erased with the request.';

create function relations.complaint_stands_beside() returns trigger language plpgsql as $$
begin
    insert into relations.complaint (request_id, organisation_id) values (new.id, new.organisation_id) on conflict do nothing;
    return null;
end $$;
create trigger request_complaint_stands_beside after insert or update of kind on relations.request
    for each row when (new.kind = 'COMPLAINT') execute function relations.complaint_stands_beside();
insert into relations.complaint (request_id, organisation_id)
select id, organisation_id from relations.request where kind = 'COMPLAINT';

-- An answer to a complaint says why it happened, and whether we are at fault. What another system had answered comes without anybody of ours.
create function relations.complaint_ends_with_its_cause() returns trigger language plpgsql as $$
begin
    if not exists (select from relations.complaint c
                    where c.request_id = new.id and c.category_id is not null and c.cause_id is not null and c.responsible is not null) then
        raise exception 'complaint % is answered without its category, root cause and responsibility', new.id
            using errcode = 'check_violation', constraint = 'complaint_ends_with_its_cause';
    end if;
    return new;
end $$;
create trigger request_complaint_ends_with_its_cause before update of state on relations.request
    for each row when (new.kind = 'COMPLAINT' and old.closed_at is null and new.closed_by is not null and new.erased_at is null
                       and new.state in ('ANSWERED', 'REFUSED'))
    execute function relations.complaint_ends_with_its_cause();

create function relations.forget_complaint() returns trigger language plpgsql as $$
begin
    update relations.complaint set about_words = '', remedy = '' where request_id = new.id;
    return null;
end $$;
create trigger request_erased_with_its_complaint after update of erased_at on relations.request
    for each row when (old.erased_at is null and new.erased_at is not null) execute function relations.forget_complaint();
create function relations.forget_accused() returns trigger language plpgsql as $$
begin
    new.accused_id = null;
    return new;
end $$;
create trigger request_erased_with_the_accused before update of erased_at on relations.request
    for each row when (old.erased_at is null and new.erased_at is not null) execute function relations.forget_accused();

-- A cause that comes back at a place, until somebody has taken it up.
create table relations.recurrence (
    id              uuid        not null,
    organisation_id uuid        not null,
    cause_id        uuid        not null,
    site_id         uuid,
    service_id      uuid,
    first_on        date        not null,
    last_on         date        not null,
    raised_at       timestamptz not null,
    raised_on       date        not null,
    state           text        not null default 'OPEN',
    owner           text        not null default '',
    next_step       text        not null,
    due_on          date        not null,
    words           text        not null default '',
    changed_at      timestamptz,
    changed_by      uuid,
    constraint recurrence_pk primary key (id),
    constraint recurrence_of_a_cause foreign key (cause_id) references relations.complaint_term (id),
    constraint recurrence_once unique nulls not distinct (organisation_id, cause_id, site_id, service_id, raised_on),
    constraint recurrence_state_known check (state in ('OPEN', 'TAKEN_UP', 'CLOSED')),
    constraint recurrence_taken_up_by_somebody check (state = 'OPEN' or owner <> ''),
    constraint recurrence_closed_with_words check (state <> 'CLOSED' or words <> ''),
    constraint recurrence_open_has_a_next_step check (state = 'CLOSED' or next_step <> '')
);
create index recurrence_open on relations.recurrence (organisation_id, due_on) where state <> 'CLOSED';
create table relations.recurrence_complaint (
    recurrence_id uuid not null,
    request_id    uuid not null,
    constraint recurrence_complaint_pk primary key (recurrence_id, request_id),
    constraint recurrence_complaint_of foreign key (recurrence_id) references relations.recurrence (id) on delete cascade,
    constraint recurrence_complaint_is foreign key (request_id) references relations.request (id) on delete cascade
);

-- Apologies are ready-made replies of their own kind.
alter table relations.macro
    add column apology     text,
    add column category_id uuid,
    add constraint macro_apology_known check (apology in ('WRONG', 'NOT_WRONG')),
    add constraint macro_of_a_category foreign key (category_id) references relations.complaint_term (id);
comment on column relations.macro.apology is 'WRONG accepts responsibility, NOT_WRONG does not and is sorry all the same; null for any other reply.';
