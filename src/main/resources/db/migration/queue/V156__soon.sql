create table queue.soon (
    site_id       uuid    not null,
    people_before integer not null,
    constraint soon_pk primary key (site_id),
    constraint soon_some check (people_before between 1 and 20)
);
comment on table queue.soon is 'With how many people before them somebody is told that their turn comes soon; three where nothing stands here.';
