-- Where nobody else may publish, the writer does: the same rule as for local texts, kept by the code that knows the accounts.
alter table procedures.plain_version drop constraint plain_version_reviewed_by_another;
