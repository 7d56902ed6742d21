-- What presses is looked for by its day, every twenty minutes.
create index request_acknowledge on relations.request (acknowledge_by)
    where closed_at is null and acknowledged_at is null and acknowledge_by is not null;
create index request_promise on relations.request (due_on)
    where closed_at is null and state = 'RECEIVED' and assignee_id is null;
