-- The shared inbox: teams, rules that give a request to one, what is put off, merged or split, and what agents keep while they write.
create table relations.team (
    id              uuid    not null,
    organisation_id uuid    not null,
    name            text    not null,
    site_id         uuid,
    most_open       integer,
    constraint team_pk primary key (id),
    constraint team_name_unique unique (organisation_id, name),
    constraint team_most_open_within_reason check (most_open between 1 and 999)
);
comment on column relations.team.site_id is 'Receives requests of this site alone; null for all of them.';
comment on column relations.team.most_open is 'Nobody of the team is given more open requests than that; null for no bound.';
create table relations.team_member (
    team_id    uuid not null,
    account_id uuid not null,
    constraint team_member_pk primary key (team_id, account_id),
    constraint team_member_of_a_team foreign key (team_id) references relations.team (id) on delete cascade
);
create index team_member_account on relations.team_member (account_id);
comment on column relations.team_member.account_id is 'Account owned by module "identity"; no foreign key across schemas.';

create table relations.assignment_rule (
    id              uuid    not null,
    organisation_id uuid    not null,
    position        integer not null,
    name            text    not null,
    kind            text,
    type_id         uuid,
    language        text,
    site_id         uuid,
    sheet           text,
    words           text[]  not null default '{}',
    team_id         uuid    not null,
    to_agent        boolean not null,
    constraint assignment_rule_pk primary key (id),
    constraint assignment_rule_for_a_team foreign key (team_id) references relations.team (id) on delete cascade
);
create index assignment_rule_order on relations.assignment_rule (organisation_id, position);
comment on table relations.assignment_rule is 'The first whose conditions all hold decides; a condition that is null or empty always holds.';

alter table relations.request
    add column team_id        uuid,
    add column snoozed_until  date,
    add column merged_into_id uuid,
    add column split_from_id  uuid,
    add constraint request_of_a_team foreign key (team_id) references relations.team (id) on delete set null,
    add constraint request_merged_into_one foreign key (merged_into_id) references relations.request (id) on delete set null,
    add constraint request_split_from_one foreign key (split_from_id) references relations.request (id) on delete set null,
    add constraint request_merged_has_an_end check (merged_into_id is null or closed_at is not null),
    add constraint request_snoozed_is_open check (snoozed_until is null or closed_at is null);
create index request_merged on relations.request (merged_into_id) where merged_into_id is not null;
create index request_of_team on relations.request (team_id) where closed_at is null;
create index request_of_assignee on relations.request (assignee_id) where closed_at is null;
create index request_email on relations.request (lower(email), received_at);
alter table relations.interaction add column merged_from_id uuid;
create index interaction_merged on relations.interaction (merged_from_id) where merged_from_id is not null;
comment on column relations.interaction.merged_from_id is 'The request that it belonged to before it was merged into this one.';

-- Why somebody has it, in the words of that day: rules and names change later.
create table relations.assignment (
    request_id  uuid        not null,
    at          timestamptz not null,
    rule        text        not null,
    team        text        not null,
    agent       text        not null,
    open        integer     not null,
    language    boolean     not null,
    constraint assignment_pk primary key (request_id),
    constraint assignment_of_a_request foreign key (request_id) references relations.request (id) on delete cascade
);
comment on column relations.assignment.agent is 'Empty when the team alone has it.';
comment on column relations.assignment.open is 'How many open requests the agent had then.';
comment on column relations.assignment.language is 'Whether the agent was chosen among those who speak the language of the person.';

create table relations.mention (
    interaction_id uuid        not null,
    request_id     uuid        not null,
    account_id     uuid        not null,
    at             timestamptz not null,
    seen_at        timestamptz,
    constraint mention_pk primary key (interaction_id, account_id),
    constraint mention_in_a_note foreign key (interaction_id) references relations.interaction (id) on delete cascade
);
create index mention_of on relations.mention (account_id, request_id);

create table relations.draft (
    request_id uuid        not null,
    account_id uuid        not null,
    field      text        not null,
    words      text        not null,
    at         timestamptz not null,
    constraint draft_pk primary key (request_id, account_id, field),
    constraint draft_of_a_request foreign key (request_id) references relations.request (id) on delete cascade
);
comment on column relations.draft.words is 'May hold personal data: erased when sent, and with the request.';

-- Who has a request before their eyes. Worth nothing after a minute, so nothing is lost with the server.
create unlogged table relations.presence (
    request_id uuid        not null,
    account_id uuid        not null,
    name       text        not null,
    seen_at    timestamptz not null,
    typed_at   timestamptz,
    constraint presence_pk primary key (request_id, account_id)
);

create table relations.macro (
    id              uuid    not null,
    organisation_id uuid    not null,
    name            text    not null,
    words           text    not null,
    closes          boolean not null,
    constraint macro_pk primary key (id),
    constraint macro_name_unique unique (organisation_id, name)
);
comment on column relations.macro.closes is 'Meant for the words that end a request.';

create table relations.alternative (
    id              uuid not null,
    organisation_id uuid not null,
    words           text not null,
    constraint alternative_pk primary key (id),
    constraint alternative_words_unique unique (organisation_id, words)
);
comment on table relations.alternative is 'What a person can do instead when the answer is no.';

-- Whatever is recorded is told to every instance: the channel is that of platform.live, the topics those of relations.inbox.
create function relations.tell_screens() returns trigger language plpgsql as $$
begin
    perform pg_notify('parvis', 'requests:' || new.organisation_id);
    perform pg_notify('parvis', 'request:' || new.request_id);
    return null;
end $$;
create trigger request_event_tells_screens after insert on relations.request_event
    for each row execute function relations.tell_screens();

-- What agents wrote beside it goes with the words of the person.
create function relations.forget_beside() returns trigger language plpgsql as $$
begin
    delete from relations.draft where request_id = new.id;
    delete from relations.mention where request_id = new.id;
    delete from relations.presence where request_id = new.id;
    return null;
end $$;
create trigger request_erased_with_what_is_beside after update of erased_at on relations.request
    for each row when (old.erased_at is null and new.erased_at is not null) execute function relations.forget_beside();
