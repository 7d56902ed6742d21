create schema safety;

create table safety.alert (
    id              uuid        not null,
    organisation_id uuid        not null,
    site_id         uuid        not null,
    place           text        not null,
    raised_by       uuid        not null,
    raised_at       timestamptz not null,
    answered_by     text,
    answered_at     timestamptz,
    constraint alert_pk primary key (id),
    constraint alert_answer_has_a_moment check ((answered_by is null) = (answered_at is null))
);
create unique index alert_one_open_for_each_person on safety.alert (raised_by) where answered_at is null;
create index alert_open on safety.alert (site_id, raised_at) where answered_at is null;
comment on column safety.alert.answered_by is 'Personal data: the colleague''s name; erased with the alert after 30 days.';
