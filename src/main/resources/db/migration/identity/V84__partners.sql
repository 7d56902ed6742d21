-- An outside organisation whose people book for those whom they help.
create table identity.partner (
    id         uuid        not null,
    name       text        not null,
    services   uuid[]      not null,
    sites      uuid[]      not null,
    most_open  integer,
    created_at timestamptz not null,
    closed_at  timestamptz,
    constraint partner_pk primary key (id),
    constraint partner_most_open_within_reason check (most_open between 1 and 500)
);
create unique index partner_name_unique on identity.partner (lower(name));
comment on column identity.partner.services is 'What it may book. Services owned by module "directory"; no foreign key across schemas.';
comment on column identity.partner.sites is 'Where. Sites owned by module "directory"; no foreign key across schemas.';
comment on column identity.partner.most_open is 'How many appointments it may have ahead of it at once; null for as many as it needs.';
comment on column identity.partner.closed_at is 'From then on none of its people and programs gets in.';

alter table identity.account add column partner_id uuid;
alter table identity.account add constraint account_partner foreign key (partner_id) references identity.partner (id);
alter table identity.account_role drop constraint account_role_known;
alter table identity.account_role
    add constraint account_role_known check (role in ('AGENT', 'SUPERVISOR', 'QUALITY', 'TRAINER', 'ADMIN', 'PARTNER'));

alter table identity.api_token add column partner_id uuid;
alter table identity.api_token add constraint api_token_partner foreign key (partner_id) references identity.partner (id);
alter table identity.api_token add constraint api_token_of_a_partner check ((role = 'PARTNER') = (partner_id is not null));
