-- whether a token is of a finished visit is asked of the queue, which knows it
drop table feedback.visit;
