create schema identity;

create table identity.account (
    id            uuid        not null,
    login         text        not null,
    name          text        not null,
    password_hash text        not null,
    agent_id      uuid,
    active        boolean     not null default true,
    created_at    timestamptz not null,
    constraint account_pk primary key (id)
);
create unique index account_login_unique on identity.account (lower(login));
comment on column identity.account.login is 'Personal data of a public servant: kept while the account exists.';
create table identity.account_role (
    account_id uuid not null references identity.account (id),
    role       text not null,
    constraint account_role_pk primary key (account_id, role),
    constraint account_role_known check (role in ('AGENT', 'SUPERVISOR', 'QUALITY', 'TRAINER', 'ADMIN'))
);
create table identity.account_site (
    account_id uuid not null references identity.account (id),
    site_id    uuid not null,
    constraint account_site_pk primary key (account_id, site_id)
);
create table identity.api_token (
    id         uuid        not null,
    name       text        not null,
    hash       text        not null,
    role       text        not null,
    scopes     text[]      not null,
    created_at timestamptz not null,
    revoked_at timestamptz,
    constraint api_token_pk primary key (id),
    constraint api_token_hash_unique unique (hash)
);
create table identity.sign_in_delay (
    login_hash text        not null,
    failures   integer     not null,
    not_before timestamptz not null,
    constraint sign_in_delay_pk primary key (login_hash)
);
create table identity.audit (
    id      uuid        not null,
    at      timestamptz not null,
    actor   text        not null,
    act     text        not null,
    subject text        not null,
    constraint audit_pk primary key (id)
);
