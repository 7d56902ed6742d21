-- The busy times of an agenda that somebody's other calendar tells.
create table appointments.busy_import (
    agenda_id       uuid           not null,
    organisation_id uuid           not null,
    address         text           not null,
    next_at         timestamptz    not null,
    running_since   timestamptz,
    failures        integer        not null default 0,
    problem         text,
    detail          text           not null default '',
    tried_at        timestamptz    not null,
    read_at         timestamptz    not null,
    withdrawn_from  timestamptz    not null,
    events          integer        not null default 0,
    unread          integer        not null default 0,
    busy            tstzmultirange not null default '{}',
    constraint busy_import_pk primary key (agenda_id),
    constraint busy_import_agenda foreign key (agenda_id) references appointments.agenda (id) on delete cascade
);
create index busy_import_due on appointments.busy_import (next_at);
comment on column appointments.busy_import.address is 'Whoever knows it reads somebody''s calendar: never shown whole, never logged.';
comment on column appointments.busy_import.read_at is 'When it was last read whole; busy is from then.';
comment on column appointments.busy_import.withdrawn_from is 'From then on nothing of the agenda is offered online, unless it is read again before.';
comment on column appointments.busy_import.busy is 'When, and nothing of what.';

create function appointments.busy_moves_rules_revision() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' or new.busy is distinct from old.busy then
        update appointments.agenda set rules_revision = rules_revision + 1 where id = coalesce(new.agenda_id, old.agenda_id);
    end if;
    return null;
end $$;
create trigger busy_import_moves_its_agenda after insert or update or delete on appointments.busy_import
    for each row execute function appointments.busy_moves_rules_revision();
