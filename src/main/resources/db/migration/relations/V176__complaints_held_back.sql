-- A complaint about how somebody behaved is nobody's, and is read by those who answer for others alone, until one of them has said whom it is
-- about, or that it is about nobody in particular.
alter table relations.complaint_term add column personal boolean not null default false;
comment on column relations.complaint_term.personal is 'A category about how a person behaves.';
update relations.complaint_term set personal = true where list = 'CATEGORY' and code = 'courtesy';

alter table relations.complaint
    add column proposed_id uuid,
    add column nobody      boolean not null default false;
comment on column relations.complaint.proposed_id is 'The account that the words seem to name; nobody has confirmed it. Erased with the request.';
comment on column relations.complaint.nobody is 'One of those who answer for others has said that it is about nobody in particular.';

alter table relations.request
    add column held_back boolean not null default false,
    add constraint request_held_back_is_a_complaint check (not held_back or kind = 'COMPLAINT' and accused_id is null),
    add constraint request_held_back_is_nobodys check (not held_back or assignee_id is null);

create function relations.let_complaint_go() returns trigger language plpgsql as $$
begin
    if new.accused_id is not null or new.closed_at is not null or new.erased_at is not null then
        new.held_back = false;
    end if;
    return new;
end $$;
create trigger request_settled_is_let_go before update of accused_id, closed_at, erased_at on relations.request
    for each row when (new.held_back) execute function relations.let_complaint_go();

create function relations.hold_complaint_back() returns trigger language plpgsql as $$
declare
    held boolean := not new.nobody
                    and (new.proposed_id is not null
                         or exists (select from relations.complaint_term t where t.id = new.category_id and t.personal));
begin
    update relations.request r
       set held_back = held,
           assignee_id = case when held then null else r.assignee_id end,
           next_owner = case when held and r.assignee_id is not null and r.next_usual is distinct from 'COMPLETE'
                             then '' else r.next_owner end,
           revision = r.revision + 1
     where r.id = new.request_id and r.kind = 'COMPLAINT' and r.accused_id is null and r.closed_at is null and r.erased_at is null
       and r.held_back <> held;
    return null;
end $$;
create trigger complaint_held_back after insert or update of category_id, proposed_id, nobody on relations.complaint
    for each row execute function relations.hold_complaint_back();

create or replace function relations.forget_complaint() returns trigger language plpgsql as $$
begin
    update relations.complaint set about_words = '', remedy = '', proposed_id = null where request_id = new.id;
    return null;
end $$;

-- A cause that came back and that nobody takes up is told again.
alter table relations.recurrence add column told_on date;
comment on column relations.recurrence.told_on is 'When those who answer for the place were last told again; null before the first time.';
