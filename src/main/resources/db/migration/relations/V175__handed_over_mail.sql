-- What came by e-mail with a request and is handed over with it: which attachment of which message. Erased with the request.
create table relations.handover_mail (
    handover_id uuid    not null,
    source      text    not null,
    number      integer not null,
    constraint handover_mail_pk primary key (handover_id, source, number),
    constraint handover_mail_of foreign key (handover_id) references relations.handover (id) on delete cascade,
    constraint handover_mail_is_of_a_request foreign key (source) references relations.intake (source) on delete cascade,
    constraint handover_mail_names_an_attachment check (starts_with(source, 'mail ') and number >= 0)
);
