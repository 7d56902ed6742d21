-- The rights of people over their data: what was erased, what is still kept of it and why, and what each night forgets.
create schema rights;

create table rights.receipt (
    number      text        not null,
    at          timestamptz not null,
    by_account  uuid,
    reason      text        not null,
    checked     text        not null,
    answered    boolean     not null,
    counts      jsonb       not null,
    marks       text[]      not null,
    replayed_at timestamptz,
    constraint receipt_pk primary key (number),
    constraint receipt_reason_known check (reason in
        ('no-longer-needed', 'consent-withdrawn', 'objection', 'unlawful', 'legal-duty', 'child')),
    constraint receipt_checked_known check (checked in ('code', 'document', 'known-address', 'signed-letter', 'representative'))
);
create index receipt_newest on rights.receipt (at desc);
comment on table rights.receipt is 'Names nobody. Kept as long as a backup from before it may be put back.';
comment on column rights.receipt.by_account is 'Account owned by module "identity"; no foreign key across schemas.';
comment on column rights.receipt.reason is 'RGPD art. 17, 1, a to f.';
comment on column rights.receipt.answered is 'Whether the person was sent a last message.';
comment on column rights.receipt.counts is 'How many of each kind were erased.';
comment on column rights.receipt.marks is 'Of each address, number and row of the person, under the key outside the database: finds them in a backup that was put back.';

-- What may still be needed to establish or defend a right (RGPD art. 17, 3, e), until its day.
create table rights.kept (
    row_id         uuid not null,
    receipt_number text not null,
    kind           text not null,
    until          date not null,
    erased_at      timestamptz,
    constraint kept_pk primary key (row_id),
    constraint kept_of_a_receipt foreign key (receipt_number) references rights.receipt (number) on delete cascade
);
create index kept_to_erase on rights.kept (until) where erased_at is null;

-- The last night of each kind of data.
create table rights.run (
    kind    text        not null,
    at      timestamptz not null,
    erased  integer     not null,
    problem text        not null default '',
    constraint run_pk primary key (kind)
);
comment on column rights.run.problem is 'Why nothing of the kind was erased; "" when all went well.';
