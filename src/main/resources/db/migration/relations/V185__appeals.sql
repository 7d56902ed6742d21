-- A refusal that the person contests is decided again, with a legal time of its own (CRPA L411-2, L411-7): the rule and the days of the request
-- are then those of the appeal, and those of what was refused stand beside them.
alter table relations.request
    add column contests_on       date,
    add column contests_in_time  boolean not null default false,
    add constraint request_appeal_is_refused_by_silence
        check (contests_on is null or rule_silence = 'REFUSAL' and received_on >= contests_on),
    add constraint request_appeal_in_time_is_one check (not contests_in_time or contests_on is not null);
comment on column relations.request.contests_on is 'The day of the refusal that is contested; null for what is no appeal.';
comment on column relations.request.contests_in_time is
    'The first appeal, made while a court could be asked: the time to ask it runs again from the answer (CRPA L411-2).';

create table relations.appeal (
    request_id        uuid        not null,
    at                timestamptz not null,
    refused_on        date        not null,
    rule_silence      text        not null,
    rule_time         text        not null,
    rule_acknowledged boolean     not null,
    rule_source       text        not null,
    received_on       date        not null,
    competent_on      date,
    acknowledged_at   timestamptz,
    due_on            date        not null,
    closed_at         timestamptz not null,
    closed_by         uuid,
    contests_on       date,
    contests_in_time  boolean     not null,
    constraint appeal_pk primary key (request_id, at),
    constraint appeal_of_a_request foreign key (request_id) references relations.request (id) on delete cascade
);
comment on table relations.appeal is 'What was refused and is contested, as it was: it is so again when the words turn out to contest nothing. No words; goes with those of the request.';

alter table relations.escalation drop constraint escalation_warning_known;
alter table relations.escalation add constraint escalation_warning_known
    check (warning in ('ACKNOWLEDGEMENT', 'PROMISE', 'CALL', 'STEP', 'APPEAL', 'SILENCE_SOON', 'SILENCE_NEAR', 'SILENCE'));
