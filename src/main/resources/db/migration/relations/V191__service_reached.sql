-- CRPA R112-5: who acknowledges receipt says by which telephone and e-mail address the service is reached.
alter table relations.remedy
    add column service_phone text not null default '',
    add column service_email text not null default '';
