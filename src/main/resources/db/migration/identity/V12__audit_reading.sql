create index audit_newest on identity.audit (at desc, id desc);
comment on column identity.audit.actor is 'Personal data of a public servant: a login; kept a year.';
