-- The form of a type of request, and what was answered in it.
alter table relations.request_type add column fields jsonb not null default '[]';
comment on column relations.request_type.fields is 'fr.parvis.relations.FormField, in order.';

create table relations.answer (
    request_id uuid    not null,
    position   integer not null,
    label      text    not null,
    value      text    not null,
    constraint answer_pk primary key (request_id, position),
    constraint answer_of_a_request foreign key (request_id) references relations.request (id) on delete cascade
);
comment on column relations.answer.label is 'As it was asked on that day: forms change.';
comment on column relations.answer.value is 'Personal data, erased with the request.';

create function relations.forget_answers() returns trigger language plpgsql as $$
begin
    delete from relations.answer where request_id = new.id;
    return null;
end $$;
create trigger request_erased_with_its_answers after update of erased_at on relations.request
    for each row when (old.erased_at is null and new.erased_at is not null) execute function relations.forget_answers();
