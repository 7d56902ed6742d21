-- What is typed about one contact is shown with no other.
alter table relations.note_draft add column subject text not null default '';
alter table relations.note_draft add constraint note_draft_subject_short check (length(subject) <= 80);
alter table relations.note_draft drop constraint note_draft_pk;
alter table relations.note_draft add constraint note_draft_pk primary key (account_id, subject, field);
comment on column relations.note_draft.subject is '"ticket <id>", "call <digits>" or "usager <id>"; empty for a call that begins. May hold personal data: goes with the words.';
