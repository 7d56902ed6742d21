-- A body that never answers does not hold a request for ever: whoever handed it over takes it back.
alter table relations.handover drop constraint handover_state_known;
alter table relations.handover add constraint handover_state_known check (state in ('SENT', 'TAKEN', 'DECLINED', 'WITHDRAWN'));
