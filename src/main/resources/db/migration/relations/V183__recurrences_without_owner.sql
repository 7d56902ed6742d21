-- What is done about a cause that comes back is an improvement action (schema "quality", which took these over).
alter table relations.recurrence
    drop column state,
    drop column owner,
    drop column next_step,
    drop column due_on,
    drop column words,
    drop column changed_at,
    drop column changed_by,
    drop column told_on;
create index recurrence_latest on relations.recurrence (organisation_id, last_on);
