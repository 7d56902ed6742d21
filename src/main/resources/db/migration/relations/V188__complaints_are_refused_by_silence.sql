-- Silence on a complaint is refusal (CRPA L231-4, 2°), whatever a type of request said until now; what came in keeps its copy of the rule.
update relations.request_type
   set rule_silence = 'REFUSAL', rule_time = case rule_silence when 'NOTHING' then 'P2M' else rule_time end, rule_acknowledged = true,
       rule_source = 'CRPA L231-4, 2°'
 where kind = 'COMPLAINT' and rule_silence <> 'REFUSAL';
alter table relations.request_type
    add constraint request_type_complaint_is_refused_by_silence check (kind <> 'COMPLAINT' or rule_silence = 'REFUSAL');
