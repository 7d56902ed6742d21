create schema hooks;

-- Where other programs want to be told what happens.
create table hooks.endpoint (
    id              uuid        not null,
    organisation_id uuid        not null,
    name            text        not null,
    address         text        not null,
    types           text[]      not null,
    sites           uuid[]      not null default '{}',
    state           text        not null default 'active',
    secret          text        not null,
    old_secret      text,
    old_until       timestamptz,
    failing_since   timestamptz,
    created_at      timestamptz not null,
    constraint endpoint_pk primary key (id),
    constraint endpoint_state_known check (state in ('active', 'paused', 'failing', 'gone')),
    constraint endpoint_of_something check (cardinality(types) > 0),
    constraint endpoint_old_secret_ends check ((old_secret is null) = (old_until is null))
);
create unique index endpoint_name_once on hooks.endpoint (organisation_id, lower(name));
comment on column hooks.endpoint.sites is 'Whose events it is told; empty for all. Sites are owned by module "directory"; no foreign key across schemas.';
comment on column hooks.endpoint.secret is 'What deliveries are signed with: shown once, when it is drawn.';
comment on column hooks.endpoint.old_secret is 'The one before, which signs as well until then.';
comment on column hooks.endpoint.failing_since is 'The first failure since the last success.';

-- What one endpoint is told, written with what it tells of. Holds no name, no address, no telephone.
create table hooks.delivery (
    id            uuid        not null,
    seq           bigint generated always as identity,
    endpoint_id   uuid        not null,
    message_id    uuid        not null,
    type          text        not null,
    about         text        not null,
    body          text        not null,
    state         text        not null default 'waiting',
    tries         integer     not null default 0,
    created_at    timestamptz not null,
    next_try_at   timestamptz,
    claimed_until timestamptz,
    tried_at      timestamptz,
    millis        integer,
    status        integer,
    problem       text        not null default '',
    answer        text        not null default '',
    constraint delivery_pk primary key (id),
    constraint delivery_endpoint foreign key (endpoint_id) references hooks.endpoint (id) on delete cascade,
    constraint delivery_state_known check (state in ('waiting', 'delivered', 'failed')),
    constraint delivery_waiting_is_tried_some_day check ((state = 'waiting') = (next_try_at is not null))
);
create index delivery_due on hooks.delivery (endpoint_id, next_try_at) where state = 'waiting';
create index delivery_in_order on hooks.delivery (endpoint_id, about, seq) where state = 'waiting';
create index delivery_newest on hooks.delivery (endpoint_id, seq desc);
create index delivery_to_forget on hooks.delivery (created_at);
comment on column hooks.delivery.message_id is 'The webhook-id: the same for every try and every endpoint.';
comment on column hooks.delivery.about is 'What it is of: deliveries about the same thing follow each other.';
comment on column hooks.delivery.claimed_until is 'Somebody delivers it now; whoever does not come back by then is gone.';
comment on column hooks.delivery.answer is 'The beginning of what the endpoint answered.';
