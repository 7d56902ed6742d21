-- In which ways a service is given, an opening receives and somebody is met.
alter table appointments.terms add column modalities text[] not null default '{on-site}';
alter table appointments.terms add column video_address text not null default '';
alter table appointments.terms add constraint terms_given_somehow
    check (cardinality(modalities) > 0 and modalities <@ array['on-site', 'phone', 'video', 'home']);
comment on column appointments.terms.video_address is 'Of the body''s own tool; {reference} stands for the appointment''s.';

alter table appointments.opening_rule add column modalities text[] not null default '{}';
alter table appointments.opening_rule add constraint opening_rule_modalities_known
    check (modalities <@ array['on-site', 'phone', 'video', 'home']);
comment on column appointments.opening_rule.modalities is 'Empty for all that its services are given in, but visits.';

-- What an agenda has for those whom it receives.
alter table appointments.agenda add column step_free boolean not null default false;
alter table appointments.agenda add column sign_language boolean not null default false;
alter table appointments.agenda add column languages text[] not null default '{}';
alter table appointments.agenda add column video_address text not null default '';
comment on column appointments.agenda.languages is 'ISO 639-1, beside those of its agent.';
comment on column appointments.agenda.video_address is 'Of its own, instead of the service''s.';

-- The addresses that the visits of an agenda serve; without a row, all of them.
create table appointments.sector (
    agenda_id uuid not null,
    lines     text not null,
    constraint sector_pk primary key (agenda_id),
    constraint sector_agenda foreign key (agenda_id) references appointments.agenda (id) on delete cascade,
    constraint sector_says_something check (lines <> '')
);
comment on column appointments.sector.lines is 'As the administrator wrote it: communes, postcodes, streets with their numbers.';

alter table appointments.appointment add column modality text not null default 'on-site';
alter table appointments.appointment add column needs text[] not null default '{}';
alter table appointments.appointment add column address text;
alter table appointments.appointment add constraint appointment_modality_known
    check (modality in ('on-site', 'phone', 'video', 'home'));
alter table appointments.appointment add constraint appointment_address_of_a_visit check (address is null or modality = 'home');
alter table appointments.appointment add constraint appointment_erased_of_needs_and_address
    check (erased_at is null or (address is null and needs = '{}'));
comment on column appointments.appointment.needs is 'Personal data, told freely: erased with the names.';
comment on column appointments.appointment.address is 'Personal data: where somebody is visited, erased with the names.';

alter table appointments.wish add column modality text not null default 'on-site';
alter table appointments.wish add column needs text[] not null default '{}';
alter table appointments.wish add column address text;
alter table appointments.wish add constraint wish_modality_known check (modality in ('on-site', 'phone', 'video', 'home'));
alter table appointments.wish add constraint wish_address_of_a_visit check (address is null or modality = 'home');
alter table appointments.wish add constraint wish_erased_of_needs_and_address
    check (erased_at is null or (address is null and needs = '{}'));
comment on column appointments.wish.needs is 'Personal data, told freely: erased with the names.';
comment on column appointments.wish.address is 'Personal data: where somebody is visited, erased with the names.';
