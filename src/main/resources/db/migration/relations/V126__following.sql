-- What the person asks from the page of a request belongs to it.
alter table relations.request
    add column concerns_id uuid,
    add constraint request_concerns_another foreign key (concerns_id) references relations.request (id) on delete set null;
comment on column relations.request.concerns_id is 'The request from whose page this one was made: a call about it.';

-- Documents that came with what somebody wrote. The content is sealed with a key that is not in the database.
create table relations.attachment (
    id              uuid        not null,
    organisation_id uuid        not null,
    interaction_id  uuid        not null,
    name            text        not null,
    type            text        not null,
    size            integer     not null,
    content         bytea       not null,
    at              timestamptz not null,
    constraint attachment_pk primary key (id),
    constraint attachment_of_an_interaction foreign key (interaction_id) references relations.interaction (id) on delete cascade,
    constraint attachment_size_within_reason check (size between 1 and 10485760)
);
create index attachment_of on relations.attachment (interaction_id);
comment on column relations.attachment.name is 'Personal data, erased with the request.';
comment on column relations.attachment.content is 'Personal data, sealed (fr.parvis.platform.Sealer), erased with the request.';
alter table relations.attachment alter column content set storage external;

-- Documents go with the words, whatever erases these.
create function relations.forget_documents() returns trigger language plpgsql as $$
begin
    delete from relations.attachment where interaction_id = new.id;
    return null;
end $$;
create trigger interaction_erased_with_its_documents after update of erased_at on relations.interaction
    for each row when (old.erased_at is null and new.erased_at is not null) execute function relations.forget_documents();
