alter table directory.counter add column step_free boolean not null default true;
comment on column directory.counter.step_free is
    'Whether somebody in a wheelchair can be received there; true until somebody says that it is not so.';
