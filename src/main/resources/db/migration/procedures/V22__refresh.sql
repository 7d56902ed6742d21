-- Where the national sheets come from by themselves, and when: one row for the instance, none as long as nobody set it.
create table procedures.refresh (
    only_one      boolean     not null default true,
    source        text        not null,
    every         text        not null,
    weekday       integer     not null,
    hour          integer     not null,
    next_at       timestamptz not null,
    running_since timestamptz,
    failures      integer     not null default 0,
    last_at       timestamptz,
    last_problem  text,
    last_detail   text,
    last_import   uuid,
    constraint refresh_pk primary key (only_one),
    constraint refresh_is_one check (only_one),
    constraint refresh_every_known check (every in ('DAY', 'WEEK')),
    constraint refresh_weekday_known check (weekday between 1 and 7),
    constraint refresh_hour_known check (hour between 0 and 23)
);
comment on column procedures.refresh.last_problem is 'Names the reason of the last failure, null when it went well.';
