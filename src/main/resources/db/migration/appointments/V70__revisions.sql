-- A revision is never given twice, even when the act that was given it is undone: what an instance read meanwhile is told from what comes next.
create sequence appointments.agenda_revision;
select setval('appointments.agenda_revision', (select coalesce(max(revision), 0) + 1 from appointments.agenda));
create or replace function appointments.move_revision() returns trigger language plpgsql as $$
begin
    update appointments.agenda set revision = nextval('appointments.agenda_revision') where id = coalesce(new.agenda_id, old.agenda_id);
    return null;
end $$;
