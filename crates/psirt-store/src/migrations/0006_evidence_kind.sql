-- Evidence has a kind, one of the sheet's, which says for how long it backs a level.

ALTER TABLE evidence ADD COLUMN kind TEXT;
