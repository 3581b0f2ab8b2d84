CREATE TRIGGER record_log_once BEFORE INSERT ON record_log WHEN EXISTS (SELECT 1 FROM record_log)
BEGIN SELECT RAISE(ABORT, 'The record already has its name'); END


CREATE TRIGGER record_content_once BEFORE INSERT ON record_content
WHEN EXISTS (SELECT 1 FROM record_content WHERE content_id = NEW.content_id)
BEGIN SELECT RAISE(ABORT, 'The record only grows: add an entry that corrects the old one'); END


CREATE TRIGGER record_key_once BEFORE INSERT ON record_key
WHEN EXISTS (SELECT 1 FROM record_key WHERE subject = NEW.subject AND wrapping = NEW.wrapping)
BEGIN SELECT RAISE(ABORT, 'The record only grows: a key is never changed'); END


CREATE TRIGGER record_key_erased BEFORE INSERT ON record_key
WHEN EXISTS (SELECT 1 FROM record_erasure WHERE subject = NEW.subject)
BEGIN SELECT RAISE(ABORT, 'Erased: this record was erased, and its key does not come back'); END


CREATE TRIGGER record_key_no_delete BEFORE DELETE ON record_key
WHEN NOT EXISTS (SELECT 1 FROM record_erasure WHERE subject = OLD.subject)
BEGIN SELECT RAISE(ABORT, 'The record only grows: a key is destroyed by an erasure that two people decided'); END


CREATE TRIGGER record_entry_next BEFORE INSERT ON record_entry
WHEN NEW.position IS NOT (SELECT COALESCE(MAX(position), -1) + 1 FROM record_entry)
BEGIN SELECT RAISE(ABORT, 'An entry can only be added at the end of the record'); END


CREATE TRIGGER record_entry_clock BEFORE INSERT ON record_entry
WHEN NOT COALESCE((SELECT demonstration FROM record_log), 0)
    AND COALESCE(ABS(julianday(json_extract(NEW.leaf, '$.recorded')) - julianday('now')) * 86400.0, 6) > 5.0
BEGIN SELECT RAISE(ABORT, 'WrongClock: the time of this entry is more than five seconds from the database clock'); END


CREATE TRIGGER record_entry_words BEFORE INSERT ON record_entry
WHEN json_extract(NEW.leaf, '$.content') IS NOT NEW.content_id
    OR json_extract(NEW.leaf, '$.subjects[0]')
        IS NOT (SELECT subject FROM record_content WHERE content_id = NEW.content_id)
BEGIN SELECT RAISE(ABORT, 'An entry and its words can only be added together'); END


CREATE TRIGGER record_entry_index AFTER INSERT ON record_entry
BEGIN
    INSERT INTO record_subject
    SELECT named.value,
        COALESCE((SELECT MAX(version) FROM record_subject WHERE subject = named.value), 0) + 1, NEW.position
    FROM json_each(NEW.leaf, '$.subjects') named GROUP BY named.value;
END


CREATE TRIGGER record_entry_erases AFTER INSERT ON record_entry
WHEN json_extract(NEW.leaf, '$.type') = 'erasure_carried_out/1'
BEGIN INSERT INTO record_erasure VALUES (json_extract(NEW.leaf, '$.subjects[1]'), NEW.position); END


CREATE TRIGGER record_subject_next BEFORE INSERT ON record_subject
WHEN NEW.version IS NOT (SELECT COALESCE(MAX(version), 0) + 1 FROM record_subject WHERE subject = NEW.subject)
    OR NEW.position <= (
        SELECT position FROM record_subject WHERE subject = NEW.subject ORDER BY version DESC LIMIT 1)
    OR NOT EXISTS (
        SELECT 1 FROM record_entry told, json_each(told.leaf, '$.subjects') named
        WHERE told.position = NEW.position AND named.value = NEW.subject)
BEGIN SELECT RAISE(ABORT, 'Only the record itself says whom an entry is about'); END


CREATE TRIGGER record_erasure_decided BEFORE INSERT ON record_erasure
WHEN NOT EXISTS (
    SELECT 1 FROM record_entry done
    JOIN record_subject about_asked ON about_asked.subject = json_extract(done.leaf, '$.subjects[0]')
    JOIN record_entry asked ON asked.position = about_asked.position
    JOIN record_subject about_agreed ON about_agreed.subject = about_asked.subject
    JOIN record_entry agreed ON agreed.position = about_agreed.position
    WHERE done.position = NEW.position
        AND json_extract(done.leaf, '$.type') = 'erasure_carried_out/1'
        AND json_extract(asked.leaf, '$.type') = 'erasure_asked/1'
        AND json_extract(agreed.leaf, '$.type') = 'erasure_agreed/1'
        AND json_extract(done.leaf, '$.subjects[1]') = NEW.subject
        AND json_extract(asked.leaf, '$.subjects[1]') = NEW.subject
        AND json_extract(agreed.leaf, '$.subjects[1]') = NEW.subject
        AND json_extract(agreed.leaf, '$.actor')
            NOT IN (json_extract(asked.leaf, '$.actor'), COALESCE(json_extract(asked.leaf, '$.for'), ''))
        AND COALESCE(json_extract(agreed.leaf, '$.for'), 'nobody')
            NOT IN (json_extract(asked.leaf, '$.actor'), COALESCE(json_extract(asked.leaf, '$.for'), ''))
        AND julianday(json_extract(done.leaf, '$.recorded')) - julianday(json_extract(agreed.leaf, '$.recorded')) >= 30
        AND NOT EXISTS (
            SELECT 1 FROM record_subject off JOIN record_entry called ON called.position = off.position
            WHERE off.subject = about_asked.subject AND json_extract(called.leaf, '$.type') = 'erasure_called_off/1'))
BEGIN SELECT RAISE(ABORT, 'NotErased: an erasure needs two people and thirty days'); END


CREATE TRIGGER record_erasure_held BEFORE INSERT ON record_erasure
WHEN EXISTS (
    SELECT 1 FROM record_subject about JOIN record_entry placed ON placed.position = about.position
    WHERE about.subject = NEW.subject AND json_extract(placed.leaf, '$.type') = 'legal_hold_placed/1'
        AND json_extract(placed.leaf, '$.subjects[1]') = NEW.subject
        AND NOT EXISTS (
            SELECT 1 FROM record_subject held JOIN record_entry lifted ON lifted.position = held.position
            WHERE held.subject = json_extract(placed.leaf, '$.subjects[0]')
                AND json_extract(lifted.leaf, '$.type') = 'legal_hold_lifted/1'))
BEGIN SELECT RAISE(ABORT, 'NotErased: a legal hold is in force on this record'); END


CREATE TRIGGER record_erasure_destroys AFTER INSERT ON record_erasure
BEGIN DELETE FROM record_key WHERE subject = NEW.subject; END


CREATE TRIGGER record_checkpoint_grows BEFORE INSERT ON record_checkpoint
WHEN NEW.size < (SELECT MAX(size) FROM record_checkpoint)
    OR EXISTS (SELECT 1 FROM record_checkpoint WHERE size = NEW.size AND signed = NEW.signed)
BEGIN SELECT RAISE(ABORT, 'The record only grows: a checkpoint is never of a smaller record'); END


CREATE TRIGGER record_alarm_once BEFORE INSERT ON record_alarm
WHEN EXISTS (SELECT 1 FROM record_alarm WHERE raised = NEW.raised AND what = NEW.what)
BEGIN SELECT RAISE(ABORT, 'The record only grows: an alarm is never changed'); END
