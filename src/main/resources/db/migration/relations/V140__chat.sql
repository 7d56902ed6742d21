-- Live chat. A chat is the time during which both sides of a request are there: its words are interactions of the request, so that it
-- has a next step from its first word, and is found, counted and erased as any other request is.
create table relations.chat_rule (
    organisation_id uuid    not null,
    most_at_once    integer not null,
    wait_minutes    integer not null,
    gone_seconds    integer not null,
    origins         text[]  not null default '{}',
    constraint chat_rule_pk primary key (organisation_id),
    constraint chat_rule_most_within_reason check (most_at_once between 1 and 20),
    constraint chat_rule_wait_within_reason check (wait_minutes between 1 and 60),
    constraint chat_rule_gone_within_reason check (gone_seconds between 30 and 900)
);
comment on column relations.chat_rule.most_at_once is 'How many chats one agent has at once.';
comment on column relations.chat_rule.origins is 'The sites that may show the chat in a frame: scheme, host and port.';

-- Where the organisation chats: a site, or one service there.
create table relations.chat_desk (
    id              uuid   not null,
    organisation_id uuid   not null,
    site_id         uuid   not null,
    service_id      uuid,
    week            text[] not null default '{}',
    constraint chat_desk_pk primary key (id),
    constraint chat_desk_once unique nulls not distinct (organisation_id, site_id, service_id),
    constraint chat_desk_week_is_whole check (cardinality(week) in (0, 7))
);
comment on column relations.chat_desk.week is 'Hours of the chat, Monday first, as an administrator writes them; empty for those of the place.';

-- Who takes chats at the moment.
create table relations.chat_agent (
    account_id      uuid        not null,
    organisation_id uuid        not null,
    name            text        not null,
    sites           uuid[]      not null,
    taking          boolean     not null,
    seen_at         timestamptz not null,
    constraint chat_agent_pk primary key (account_id)
);
comment on column relations.chat_agent.sites is 'Where the account may act; empty for everywhere.';
comment on column relations.chat_agent.seen_at is 'When the page of the agent gave its last sign of life.';

create sequence relations.chat_revision;
create table relations.chat (
    id              uuid        not null,
    organisation_id uuid        not null,
    request_id      uuid        not null,
    site_id         uuid,
    service_id      uuid,
    key_hash        text,
    state           text        not null,
    agent_id        uuid,
    agent_name      text        not null default '',
    slot            integer,
    team_id         uuid,
    started_at      timestamptz not null,
    waiting_since   timestamptz not null,
    asked_at        timestamptz not null,
    taken_at        timestamptz,
    ended_at        timestamptz,
    outcome         text,
    lines           integer     not null default 0,
    agent_seen      integer     not null default 0,
    scripts         boolean     not null default false,
    transcript_to   text,
    revision        bigint      not null default nextval('relations.chat_revision'),
    constraint chat_pk primary key (id),
    constraint chat_of_a_request foreign key (request_id) references relations.request (id) on delete cascade,
    constraint chat_of_one_request unique (request_id),
    constraint chat_key_unique unique (key_hash),
    constraint chat_for_a_team foreign key (team_id) references relations.team (id) on delete set null,
    constraint chat_state_known check (state in ('WAITING', 'ACTIVE', 'ENDED')),
    constraint chat_active_has_an_agent check ((state = 'ACTIVE') = (agent_id is not null and slot is not null)),
    constraint chat_ends_with_an_outcome check ((state = 'ENDED') = (ended_at is not null and outcome is not null)),
    constraint chat_going_on_has_a_place check (state = 'ENDED' or site_id is not null),
    constraint chat_outcome_known
        check (outcome in ('ANSWERED', 'REQUEST', 'MESSAGE', 'CALL_BACK', 'ABANDONED', 'WITHDRAWN')),
    constraint chat_slot_within_reason check (slot between 1 and 20)
);
-- The bound of an agent holds whatever Java does: each chat of an agent stands on a place of its own, and places are counted.
create unique index chat_place_of_agent on relations.chat (agent_id, slot) where state = 'ACTIVE';
create index chat_going_on on relations.chat (organisation_id, waiting_since) where state <> 'ENDED';
create index chat_newest on relations.chat (revision);
create index chat_started on relations.chat (organisation_id, started_at);
comment on table relations.chat is 'Personal data hang on the request: they go with it.';
comment on column relations.chat.key_hash is 'SHA-256 of the key that opens the page of the chat; null once it opens nothing any more.';
comment on column relations.chat.waiting_since is 'Its place in the line. Kept when it comes back from an agent.';
comment on column relations.chat.asked_at is 'When the person was last asked whether they go on waiting.';
comment on column relations.chat.scripts is 'The browser of the person gives signs of life by itself.';
comment on column relations.chat.transcript_to is 'Personal data: the address that the person has confirmed in the chat.';

create table relations.chat_line (
    chat_id        uuid        not null,
    seq            integer     not null,
    at             timestamptz not null,
    what           text        not null,
    name           text        not null default '',
    interaction_id uuid,
    constraint chat_line_pk primary key (chat_id, seq),
    constraint chat_line_of_a_chat foreign key (chat_id) references relations.chat (id) on delete cascade,
    constraint chat_line_of_words foreign key (interaction_id) references relations.interaction (id) on delete cascade,
    constraint chat_line_words_once unique (interaction_id),
    constraint chat_line_known check (what in ('SAID', 'TAKEN', 'GIVEN', 'BACK', 'LOST', 'LEFT', 'REQUEST', 'ENDED')),
    constraint chat_line_said_has_words check ((what = 'SAID') = (interaction_id is not null))
);
comment on column relations.chat_line.seq is 'Without gaps, in the order in which the lines were committed: what a reader has not seen is after the last one that they have.';
comment on column relations.chat_line.name is 'Of the agent, or the reference of the request.';

-- What a browser has sent: the same message sent twice is stored once.
create table relations.chat_sent (
    chat_id uuid not null,
    message text not null,
    constraint chat_sent_pk primary key (chat_id, message),
    constraint chat_sent_in_a_chat foreign key (chat_id) references relations.chat (id) on delete cascade
);

-- Who is there and who is writing. Worth nothing after a minute, so nothing is lost with the server.
create unlogged table relations.chat_presence (
    chat_id  uuid        not null,
    side     text        not null,
    seen_at  timestamptz not null,
    typed_at timestamptz,
    constraint chat_presence_pk primary key (chat_id, side)
);

-- Words of a request whose chat goes on are a line of the chat, wherever they were written.
create function relations.chat_hears() returns trigger language plpgsql as $$
declare
    one uuid;
    place integer;
begin
    update relations.chat set lines = lines + 1 where request_id = new.request_id and state <> 'ENDED' returning id, lines into one, place;
    if found then
        insert into relations.chat_line (chat_id, seq, at, what, name, interaction_id)
        values (one, place, new.at, 'SAID', new.by_name, new.id);
    end if;
    return null;
end $$;
create trigger interaction_is_a_line after insert on relations.interaction
    for each row when (new.direction <> 'NOTE' and new.words <> '') execute function relations.chat_hears();

create function relations.chat_moves() returns trigger language plpgsql as $$
begin
    new.revision := nextval('relations.chat_revision');
    return new;
end $$;
create trigger chat_has_a_revision before update on relations.chat for each row execute function relations.chat_moves();
create function relations.chat_tells_screens() returns trigger language plpgsql as $$
begin
    perform pg_notify('parvis', 'chats:' || new.organisation_id);
    perform pg_notify('parvis', 'chat:' || new.id);
    return null;
end $$;
create trigger chat_tells_screens after insert or update on relations.chat
    for each row execute function relations.chat_tells_screens();
create function relations.chat_agent_tells_screens() returns trigger language plpgsql as $$
begin
    perform pg_notify('parvis', 'chats:' || new.organisation_id);
    return null;
end $$;
create trigger chat_agent_tells_screens after insert or update of taking on relations.chat_agent
    for each row execute function relations.chat_agent_tells_screens();

-- A request that has its end has no chat going on.
create function relations.chat_ends() returns trigger language plpgsql as $$
begin
    update relations.chat
       set state = 'ENDED', ended_at = new.closed_at, agent_id = null, slot = null,
           outcome = case new.state when 'WITHDRAWN' then 'WITHDRAWN' when 'UNANSWERED' then 'ABANDONED' else 'ANSWERED' end
     where request_id = new.id and state <> 'ENDED';
    return null;
end $$;
create trigger request_closed_ends_its_chat after update of closed_at on relations.request
    for each row when (old.closed_at is null and new.closed_at is not null) execute function relations.chat_ends();

-- Nothing of a request whose data are erased is opened by the key of its chat.
create function relations.chat_forgets() returns trigger language plpgsql as $$
begin
    update relations.chat set key_hash = null, transcript_to = null where request_id = new.id;
    return null;
end $$;
create trigger request_erased_with_its_chat after update of erased_at on relations.request
    for each row when (old.erased_at is null and new.erased_at is not null) execute function relations.chat_forgets();
