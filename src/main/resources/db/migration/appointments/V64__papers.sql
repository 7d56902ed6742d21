alter table appointments.appointment add column papers text;
alter table appointments.appointment add constraint appointment_papers_short check (length(papers) <= 2000);
comment on column appointments.appointment.papers is 'Address of the checklist that was made for it: a sheet and answers, no name. Erased with the names.';
