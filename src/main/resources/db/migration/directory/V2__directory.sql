create schema directory;

create table directory.organisation (
    id          uuid not null,
    name        text not null,
    main_colour text not null default '#1d4f73',
    constraint organisation_pk primary key (id),
    constraint organisation_colour_is_hex check (main_colour ~ '^#[0-9a-f]{6}$')
);
create table directory.site (
    id              uuid    not null,
    organisation_id uuid    not null references directory.organisation (id),
    slug            text    not null,
    name            text    not null,
    address         text    not null default '',
    zone            text    not null,
    holiday_region  text    not null default '',
    display_message text    not null default '',
    active          boolean not null default true,
    constraint site_pk primary key (id),
    constraint site_slug_unique unique (slug)
);
create table directory.service (
    id              uuid    not null,
    organisation_id uuid    not null references directory.organisation (id),
    slug            text    not null,
    name            text    not null,
    letter          text    not null,
    usual_seconds   integer not null,
    active          boolean not null default true,
    constraint service_pk primary key (id),
    constraint service_slug_unique unique (organisation_id, slug),
    constraint service_letter_unique unique (organisation_id, letter),
    constraint service_letter_is_one_capital check (letter ~ '^[A-Z]$'),
    constraint service_lasts check (usual_seconds between 30 and 14400)
);
create table directory.site_service (
    site_id          uuid not null references directory.site (id),
    service_id       uuid not null references directory.service (id),
    suspended_reason text,
    constraint site_service_pk primary key (site_id, service_id)
);
create table directory.opening_hours (
    id         uuid     not null,
    site_id    uuid     not null references directory.site (id),
    service_id uuid references directory.service (id),
    weekday    smallint not null,
    from_time  time     not null,
    to_time    time     not null,
    constraint opening_hours_pk primary key (id),
    constraint opening_hours_weekday_is_iso check (weekday between 1 and 7),
    constraint opening_hours_end_after_start check (from_time < to_time or to_time = time '00:00')
);
create index opening_hours_site on directory.opening_hours (site_id);
create table directory.closure (
    id       uuid not null,
    site_id  uuid not null references directory.site (id),
    from_day date not null,
    to_day   date not null,
    reason   text not null,
    constraint closure_pk primary key (id),
    constraint closure_end_after_start check (from_day <= to_day)
);
create table directory.exceptional_opening (
    id        uuid        not null,
    site_id   uuid        not null references directory.site (id),
    starts_at timestamptz not null,
    ends_at   timestamptz not null,
    constraint exceptional_opening_pk primary key (id),
    constraint exceptional_opening_end_after_start check (starts_at < ends_at)
);
create table directory.counter (
    id      uuid    not null,
    site_id uuid    not null references directory.site (id),
    slug    text    not null,
    name    text    not null,
    active  boolean not null default true,
    constraint counter_pk primary key (id),
    constraint counter_slug_unique unique (site_id, slug)
);
create table directory.counter_service (
    counter_id uuid not null references directory.counter (id),
    service_id uuid not null references directory.service (id),
    constraint counter_service_pk primary key (counter_id, service_id)
);
create table directory.agent (
    id              uuid    not null,
    organisation_id uuid    not null references directory.organisation (id),
    name            text    not null,
    languages       text[]  not null default '{}',
    active          boolean not null default true,
    constraint agent_pk primary key (id)
);
comment on column directory.agent.name is 'Personal data of a public servant: kept while in post.';
create table directory.agent_site (
    agent_id uuid not null references directory.agent (id),
    site_id  uuid not null references directory.site (id),
    constraint agent_site_pk primary key (agent_id, site_id)
);
create table directory.agent_skill (
    agent_id   uuid not null references directory.agent (id),
    service_id uuid not null references directory.service (id),
    constraint agent_skill_pk primary key (agent_id, service_id)
);
