-- Requests that their persons tied to their FranceConnect identity, from their page.
create table relations.franceconnect_tie (
    request_id uuid        not null,
    person     text        not null,
    tied_at    timestamptz not null,
    constraint franceconnect_tie_pk primary key (request_id, person),
    constraint franceconnect_tie_of_a_request foreign key (request_id) references relations.request (id) on delete cascade
);
create index franceconnect_tie_of_person on relations.franceconnect_tie (person);
comment on column relations.franceconnect_tie.person is 'Personal data: a keyed hash of what FranceConnect calls the person here, and nothing else of the identity; erased with the request.';

-- Ties go with the words, whatever erases these.
create function relations.forget_ties() returns trigger language plpgsql as $$
begin
    delete from relations.franceconnect_tie where request_id = new.id;
    return null;
end $$;
create trigger request_erased_with_its_ties after update of erased_at on relations.request
    for each row when (old.erased_at is null and new.erased_at is not null) execute function relations.forget_ties();
