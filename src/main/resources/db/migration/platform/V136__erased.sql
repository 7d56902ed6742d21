-- What belonged to somebody who was erased a moment ago: whoever has read it before must not write it again. Gone after a day.
create table platform.erased (
    id uuid        not null,
    at timestamptz not null,
    constraint erased_pk primary key (id)
);
create index erased_old on platform.erased (at);

-- How long sheets are kept moves to where all kinds of data have their time.
insert into platform.setting (key, value)
select 'retention.usager', 'P' || value || 'M' from platform.setting where key = 'usagers.months-kept' on conflict do nothing;
delete from platform.setting where key = 'usagers.months-kept';
