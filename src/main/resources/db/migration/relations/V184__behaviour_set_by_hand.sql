-- Which categories are about how a person behaves is set by hand. What is held back stays so until somebody has said whom it is about, also
-- when its category is about that no more.
create or replace function relations.hold_complaint_back() returns trigger language plpgsql as $$
declare
    about_behaviour boolean;
    held boolean;
begin
    -- for share: a complaint that comes in while its category is changed waits, and is then held back as the others
    select t.personal into about_behaviour from relations.complaint_term t where t.id = new.category_id for share;
    held := not new.nobody
            and (new.proposed_id is not null
                 or coalesce(about_behaviour, false)
                 or tg_op = 'UPDATE' and new.category_id is not distinct from old.category_id
                    and new.proposed_id is not distinct from old.proposed_id
                    and exists (select from relations.request r where r.id = new.request_id and r.held_back));
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

alter table relations.complaint_term add constraint complaint_term_personal_is_a_category check (not personal or list = 'CATEGORY');
