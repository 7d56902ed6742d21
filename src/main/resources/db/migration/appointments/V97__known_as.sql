-- The names of a person in one way: without accents, capitals, blanks and hyphens, and whichever of the two comes first.
-- Written by Usager.knownAs() from here on; what is there already is filled once.
create function appointments.known_as(first_name text, last_name text) returns text language sql immutable as $$
    with plain as (
        select regexp_replace(replace(replace(lower(normalize(name, nfd)), 'œ', 'oe'), 'æ', 'ae'), '[\u0300-\u036f\s''’.-]', '', 'g') name
          from unnest(array[first_name, last_name]) name)
    select string_agg(name, ' ' order by name collate "C") from plain
$$;

alter table appointments.appointment add column known_as text;
comment on column appointments.appointment.known_as is 'The names as people type them, in one way. Personal data, erased with the names.';
update appointments.appointment set known_as = appointments.known_as(first_name, last_name) where last_name is not null;
alter table appointments.appointment drop constraint appointment_erased_of_all_words;
alter table appointments.appointment add constraint appointment_erased_of_all_words
    check (erased_at is null or num_nonnulls(first_name, last_name, known_as, email, phone, language) = 0);
drop index appointments.appointment_of_somebody_again;
create index appointment_of_somebody_again on appointments.appointment (service_id, known_as) where state = 'booked';

-- Two open places of one person that were typed differently both stay, as they were.
do $$
declare
    one record;
begin
    for one in select id, appointments.known_as(first_name, last_name) names from appointments.wish where last_name is not null loop
        begin
            update appointments.wish set known_as = one.names where id = one.id;
        exception when unique_violation then null;
        end;
    end loop;
    for one in select id, appointments.known_as(first_name, last_name) names from appointments.registration where last_name is not null loop
        begin
            update appointments.registration set known_as = one.names where id = one.id;
        exception when unique_violation then null;
        end;
    end loop;
end $$;
drop function appointments.known_as(text, text);
