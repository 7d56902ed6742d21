-- Nothing is asked of these.
drop index procedures.local_text_event_last;
drop index procedures.service_sheet_organisation;
alter table procedures.search_index drop column made_at;
alter table procedures.synonym drop column changed_at;
