-- A plan under a budget is kept with its round. Like the actions it goes on after the round is
-- finished, until the next round begins; the text frozen with the round keeps it as it was then.

ALTER TABLE assessment ADD COLUMN plan TEXT;
