-- Services that are identity cards and passports, in the words of the national search.
create table appointments.national_service (
    service_id      uuid   not null,
    organisation_id uuid   not null,
    reasons         text[] not null,
    constraint national_service_pk primary key (service_id),
    constraint national_service_for_something check (cardinality(reasons) > 0 and reasons <@ array['CNI', 'PASSPORT', 'CNI-PASSPORT'])
);
comment on column appointments.national_service.service_id is 'Service owned by module "directory"; no foreign key across schemas.';

-- Sites that the national search knows.
create table appointments.national_point (
    site_id         uuid not null,
    organisation_id uuid not null,
    street          text not null,
    zip_code        text not null,
    city            text not null,
    constraint national_point_pk primary key (site_id),
    constraint national_point_zip_code check (zip_code ~ '^[0-9]{5}$')
);
comment on column appointments.national_point.site_id is 'Site owned by module "directory"; no foreign key across schemas.';

-- Numbers of pre-applications that people gave with their appointment, and what the national appointment service was told with them.
create table appointments.pre_application (
    appointment_id  uuid    not null,
    organisation_id uuid    not null,
    number          text    not null,
    removed         boolean not null default false,
    status          text,
    elsewhere       text    not null default '',
    problem         text    not null default '',
    told_point_id   text,
    told_point      text,
    told_date       text,
    revision        integer not null default 0,
    tries           integer not null default 0,
    next_try_at     timestamptz,
    claimed_until   timestamptz,
    constraint pre_application_pk primary key (appointment_id, number),
    constraint pre_application_appointment foreign key (appointment_id) references appointments.appointment (id),
    constraint pre_application_number check (number ~ '^[A-Z0-9]{10}$'),
    constraint pre_application_told_whole check (num_nonnulls(told_point_id, told_point, told_date) in (0, 3))
);
create index pre_application_of_a_number on appointments.pre_application (number);
create index pre_application_due on appointments.pre_application (next_try_at) where next_try_at is not null;
comment on column appointments.pre_application.number is 'Personal data: the row is deleted when those of the appointment are erased.';
comment on column appointments.pre_application.removed is 'Taken back: what was told is to be withdrawn.';
comment on column appointments.pre_application.revision is 'Moves with each change of what is to be told: whoever tells it knows whether something happened meanwhile.';
