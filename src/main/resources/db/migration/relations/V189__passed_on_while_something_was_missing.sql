-- What was passed on while it waited for the person lost its wait, and with it every clock: it waits again, until somebody says since when all is there.
update relations.request r
   set state = 'INCOMPLETE', next_usual = 'COMPLETE', next_what = case when r.next_usual is null then r.next_what else '' end,
       next_owner = btrim(concat_ws(' ', r.first_name, r.last_name)), next_due = m.until, revision = r.revision + 1
  from relations.request_missing m
 where m.request_id = r.id and m.completed_on is null and m.asked_on >= r.received_on
   and m.asked_on = (select max(o.asked_on) from relations.request_missing o where o.request_id = r.id)
   and r.state = 'IN_PROGRESS' and r.closed_at is null and r.erased_at is null
   and not exists (select from relations.request_event e where e.request_id = r.id and e.what = 'reopened')
   and (select e.what from relations.request_event e
         where e.request_id = r.id and e.what in ('missing-asked', 'passed-on') order by e.id desc limit 1) = 'passed-on';
