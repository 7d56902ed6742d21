-- School holidays: openings may hold in them alone, or never in them.
create table appointments.school_period (
    id        uuid not null,
    zone      text not null,
    name      text not null,
    first_day date not null,
    last_day  date not null,
    source    text not null default '',
    constraint school_period_pk primary key (id),
    constraint school_period_forward check (first_day <= last_day)
);
create index school_period_of_a_zone on appointments.school_period (zone, first_day);
comment on column appointments.school_period.source is 'Who says so.';

create table appointments.school_zone (
    site_id uuid not null,
    zone    text not null,
    constraint school_zone_pk primary key (site_id)
);
comment on table appointments.school_zone is 'Site owned by module "directory"; no foreign key across schemas.';

alter table appointments.opening_rule add column school text not null default 'always';
alter table appointments.opening_rule add constraint opening_rule_school_known check (school in ('always', 'holidays', 'term'));

create function appointments.school_moves_rules_revision() returns trigger language plpgsql as $$
begin
    update appointments.agenda set rules_revision = rules_revision + 1
     where id in (select agenda_id from appointments.opening_rule where school <> 'always');
    return null;
end $$;
create trigger school_period_moves_agendas after insert or update or delete on appointments.school_period
    for each statement execute function appointments.school_moves_rules_revision();
create trigger school_zone_moves_agendas after insert or update or delete on appointments.school_zone
    for each statement execute function appointments.school_moves_rules_revision();

-- Arrêté du 22 octobre 2025 (JORFTEXT000052416058): from the day on which lessons end, a Saturday, to the day before they begin again.
-- When lessons begin in September 2027 is not said there: the summer ends here with August, and an administrator corrects it.
insert into appointments.school_period (id, zone, name, first_day, last_day, source)
select gen_random_uuid(), zone, name, first_day, last_day, 'Arrêté du 22 octobre 2025'
  from (values ('A', 'Toussaint', date '2026-10-17', date '2026-11-01'),
               ('A', 'Noël', date '2026-12-19', date '2027-01-03'),
               ('A', 'Hiver', date '2027-02-13', date '2027-02-28'),
               ('A', 'Printemps', date '2027-04-10', date '2027-04-25'),
               ('A', 'Été (fin à vérifier)', date '2027-07-03', date '2027-08-31'),
               ('B', 'Toussaint', date '2026-10-17', date '2026-11-01'),
               ('B', 'Noël', date '2026-12-19', date '2027-01-03'),
               ('B', 'Hiver', date '2027-02-20', date '2027-03-07'),
               ('B', 'Printemps', date '2027-04-17', date '2027-05-02'),
               ('B', 'Été (fin à vérifier)', date '2027-07-03', date '2027-08-31'),
               ('C', 'Toussaint', date '2026-10-17', date '2026-11-01'),
               ('C', 'Noël', date '2026-12-19', date '2027-01-03'),
               ('C', 'Hiver', date '2027-02-06', date '2027-02-21'),
               ('C', 'Printemps', date '2027-04-03', date '2027-04-18'),
               ('C', 'Été (fin à vérifier)', date '2027-07-03', date '2027-08-31')) as known (zone, name, first_day, last_day);
