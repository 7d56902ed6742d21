-- What the national service is about to be told is written first: whoever is stopped in the middle leaves behind what is to be withdrawn.
alter table appointments.pre_application add column told_surely boolean not null default true;
comment on column appointments.pre_application.told_surely is 'False from before it is told until the national service has answered.';
