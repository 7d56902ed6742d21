-- What is attached to each message that came in, so that its page opens no message.
create table messaging.enclosed (
    incoming_id uuid    not null,
    number      integer not null,
    name        bytea   not null,
    type        text    not null,
    size        integer not null,
    inline      boolean not null,
    sha256      text    not null,
    rule        text    not null,
    constraint enclosed_pk primary key (incoming_id, number),
    constraint enclosed_in_a_message foreign key (incoming_id) references messaging.incoming (id) on delete cascade,
    constraint enclosed_rule_known check (rule in ('', 'size', 'type', 'macros'))
);
comment on column messaging.enclosed.name is 'Personal data, sealed; erased with the message.';
comment on column messaging.enclosed.rule is 'Why it is not handed out whatever a scanner says; "" when it may be, "macros" when only where documents with macros are refused.';
alter table messaging.incoming add column listed boolean not null default false;
comment on column messaging.incoming.listed is 'Whether "enclosed" says what is attached; a message that came before is listed when it is looked at first.';
