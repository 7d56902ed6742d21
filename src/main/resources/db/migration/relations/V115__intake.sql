-- What came in by itself and became a request, or words of one: each thing once, however often it is brought.
create table relations.intake (
    source         text        not null,
    request_id     uuid        not null,
    interaction_id uuid        not null,
    at             timestamptz not null,
    constraint intake_pk primary key (source),
    constraint intake_of_a_request foreign key (request_id) references relations.request (id) on delete cascade
);
create index intake_of on relations.intake (request_id);
comment on column relations.intake.source is '"mail <id>" or "sms <id>", of module "messaging".';
