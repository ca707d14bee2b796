-- The plan of a finished round goes on: its actions may change until the next round takes them
-- over. The text that was frozen with the round keeps the plan as it was then.

DROP TRIGGER finished_action_stays;
DROP TRIGGER no_action_once_finished;
DROP TRIGGER finished_action_is_kept;
