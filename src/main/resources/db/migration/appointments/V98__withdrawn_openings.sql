-- When an agenda was to open until somebody took the opening away or changed it: what is booked or held there meanwhile is to be settled.
create table appointments.withdrawn_opening (
    agenda_id uuid      not null,
    during    tstzrange not null,
    constraint withdrawn_opening_pk primary key (agenda_id, during),
    constraint withdrawn_opening_agenda foreign key (agenda_id) references appointments.agenda (id) on delete cascade,
    constraint withdrawn_opening_has_two_ends check (not isempty(during) and not lower_inf(during) and not upper_inf(during))
);
comment on table appointments.withdrawn_opening is 'What another opening covers is no matter: it is looked at as things are. Gone once it is past.';
