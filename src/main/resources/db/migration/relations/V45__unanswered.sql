-- A request that nobody answered in a year has an end too.
alter table relations.request drop constraint request_state_known;
alter table relations.request add constraint request_state_known
    check (state in ('RECEIVED', 'ANSWERED', 'SENT_ON', 'NOT_REACHED', 'WITHDRAWN', 'UNANSWERED'));
update relations.request set state = 'UNANSWERED', closed_at = erased_at where state = 'RECEIVED' and erased_at is not null;
alter table relations.request add constraint request_erased_has_an_end check (erased_at is null or state <> 'RECEIVED');
comment on column relations.request.form is
    'SHA-256 of the form''s own secret with all that was written: the same form sent twice is one request, with other words another.';
