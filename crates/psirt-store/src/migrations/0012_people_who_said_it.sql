-- Who said what is a list of names, as JSON. Until now the names stood in one text, with `, ` between.
UPDATE change
SET said_by = '[' || replace(json_quote(said_by), ', ', '","') || ']'
WHERE said_by IS NOT NULL;
