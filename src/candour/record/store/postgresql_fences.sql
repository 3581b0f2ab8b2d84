CREATE FUNCTION ledger.record_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'The record only grows: add an entry that corrects the old one'; END $$


CREATE FUNCTION ledger.record_log_once() RETURNS trigger LANGUAGE plpgsql SET search_path = ledger, keys, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM record_log) THEN RAISE EXCEPTION 'The record already has its name'; END IF;
    RETURN NEW;
END $$


CREATE FUNCTION ledger.record_key_once() RETURNS trigger LANGUAGE plpgsql SET search_path = ledger, keys, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM record_erasure WHERE subject = NEW.subject) THEN
        RAISE EXCEPTION 'Erased: this record was erased, and its key does not come back';
    END IF;
    RETURN NEW;
END $$


CREATE FUNCTION ledger.record_key_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = ledger, keys, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM record_erasure WHERE subject = OLD.subject) THEN
        RAISE EXCEPTION 'The record only grows: a key is destroyed by an erasure that two people decided';
    END IF;
    RETURN OLD;
END $$


CREATE FUNCTION ledger.record_entry_next() RETURNS trigger LANGUAGE plpgsql SET search_path = ledger, keys, pg_temp AS $$
DECLARE told JSONB := NEW.leaf::jsonb;
BEGIN
    IF NEW.position IS DISTINCT FROM (SELECT COALESCE(MAX(position), -1) + 1 FROM record_entry) THEN
        RAISE EXCEPTION 'An entry can only be added at the end of the record';
    END IF;
    IF encode(sha256(convert_to(NEW.leaf, 'UTF8')), 'hex') IS DISTINCT FROM NEW.digest THEN
        RAISE EXCEPTION 'The digest is not that of the leaf';
    END IF;
    IF NOT COALESCE((SELECT demonstration FROM record_log), FALSE) AND COALESCE(ABS(EXTRACT(EPOCH FROM
        (told ->> 'recorded')::timestamptz - clock_timestamp())), 6) > 5 THEN
        RAISE EXCEPTION 'WrongClock: the time of this entry is more than five seconds from the database clock';
    END IF;
    IF told ->> 'content' IS DISTINCT FROM NEW.content_id OR told -> 'subjects' ->> 0 IS DISTINCT FROM
        (SELECT subject FROM record_content WHERE content_id = NEW.content_id) THEN
        RAISE EXCEPTION 'An entry and its words can only be added together';
    END IF;
    RETURN NEW;
END $$


CREATE FUNCTION ledger.record_entry_index() RETURNS trigger LANGUAGE plpgsql SET search_path = ledger, keys, pg_temp AS $$
DECLARE told JSONB := NEW.leaf::jsonb;
BEGIN
    INSERT INTO record_subject
    SELECT named, COALESCE((SELECT MAX(version) FROM record_subject s WHERE s.subject = named), 0) + 1, NEW.position
    FROM (SELECT DISTINCT jsonb_array_elements_text(told -> 'subjects') AS named) AS about;
    IF told ->> 'type' = 'erasure_carried_out/1' THEN
        INSERT INTO record_erasure VALUES (told -> 'subjects' ->> 1, NEW.position);
    END IF;
    RETURN NULL;
END $$


CREATE FUNCTION ledger.record_subject_next() RETURNS trigger LANGUAGE plpgsql SET search_path = ledger, keys, pg_temp AS $$
BEGIN
    IF NEW.version IS DISTINCT FROM
        (SELECT COALESCE(MAX(version), 0) + 1 FROM record_subject WHERE subject = NEW.subject)
        OR NEW.position <= (
            SELECT position FROM record_subject WHERE subject = NEW.subject ORDER BY version DESC LIMIT 1)
        OR NOT EXISTS (
            SELECT 1 FROM record_entry WHERE position = NEW.position AND leaf::jsonb -> 'subjects' ? NEW.subject) THEN
        RAISE EXCEPTION 'Only the record itself says whom an entry is about';
    END IF;
    RETURN NEW;
END $$


CREATE FUNCTION ledger.record_erasure_decided() RETURNS trigger LANGUAGE plpgsql
SET search_path = ledger, keys, pg_temp AS $$
DECLARE
    done JSONB := (SELECT leaf::jsonb FROM record_entry WHERE position = NEW.position);
BEGIN
    IF NOT COALESCE(done ->> 'type' = 'erasure_carried_out/1' AND done -> 'subjects' ->> 1 = NEW.subject, FALSE)
        OR NOT EXISTS (
            WITH steps AS (
                SELECT e.leaf::jsonb AS told FROM record_subject s JOIN record_entry e ON e.position = s.position
                WHERE s.subject = done -> 'subjects' ->> 0)
            SELECT 1 FROM steps asked, steps agreed
            WHERE asked.told ->> 'type' = 'erasure_asked/1' AND agreed.told ->> 'type' = 'erasure_agreed/1'
                AND asked.told -> 'subjects' ->> 1 = NEW.subject AND agreed.told -> 'subjects' ->> 1 = NEW.subject
                AND agreed.told ->> 'actor'
                    NOT IN (asked.told ->> 'actor', COALESCE(asked.told ->> 'for', ''))
                AND COALESCE(agreed.told ->> 'for', 'nobody')
                    NOT IN (asked.told ->> 'actor', COALESCE(asked.told ->> 'for', ''))
                AND (done ->> 'recorded')::timestamptz - (agreed.told ->> 'recorded')::timestamptz >= INTERVAL '30 days'
                AND NOT EXISTS (SELECT 1 FROM steps called WHERE called.told ->> 'type' = 'erasure_called_off/1'))
    THEN
        RAISE EXCEPTION 'NotErased: an erasure needs two people and thirty days';
    END IF;
    IF EXISTS (
        SELECT 1 FROM record_subject about JOIN record_entry placed ON placed.position = about.position
        WHERE about.subject = NEW.subject AND placed.leaf::jsonb ->> 'type' = 'legal_hold_placed/1'
            AND placed.leaf::jsonb -> 'subjects' ->> 1 = NEW.subject
            AND NOT EXISTS (
                SELECT 1 FROM record_subject held JOIN record_entry lifted ON lifted.position = held.position
                WHERE held.subject = placed.leaf::jsonb -> 'subjects' ->> 0
                    AND lifted.leaf::jsonb ->> 'type' = 'legal_hold_lifted/1')) THEN
        RAISE EXCEPTION 'NotErased: a legal hold is in force on this record';
    END IF;
    RETURN NEW;
END $$


CREATE FUNCTION ledger.record_erasure_destroys() RETURNS trigger LANGUAGE plpgsql
SET search_path = ledger, keys, pg_temp AS $$
BEGIN
    DELETE FROM record_key WHERE subject = NEW.subject;
    RETURN NULL;
END $$


CREATE FUNCTION ledger.record_checkpoint_grows() RETURNS trigger LANGUAGE plpgsql
SET search_path = ledger, keys, pg_temp AS $$
BEGIN
    IF NEW.size < (SELECT MAX(size) FROM record_checkpoint) THEN
        RAISE EXCEPTION 'The record only grows: a checkpoint is never of a smaller record';
    END IF;
    RETURN NEW;
END $$


CREATE FUNCTION ledger.record_append(
    here BIGINT, leaves TEXT[], digests TEXT[], nodes BYTEA[], contents TEXT[], whose TEXT[], bodies BYTEA[],
    key_subjects TEXT[], key_wrappings TEXT[], key_wrapped BYTEA[]
) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, keys, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(1128353348);
    IF here IS DISTINCT FROM (SELECT COALESCE(MAX(position), -1) + 1 FROM record_entry) THEN
        RAISE EXCEPTION 'An entry can only be added at the end of the record';
    END IF;
    INSERT INTO record_key SELECT * FROM unnest(key_subjects, key_wrappings, key_wrapped);
    INSERT INTO record_content SELECT * FROM unnest(contents, whose, bodies);
    INSERT INTO record_entry
    SELECT here + place - 1, leaf, digest, node, content
    FROM unnest(leaves, digests, nodes, contents) WITH ORDINALITY AS given (leaf, digest, node, content, place)
    ORDER BY place;
END $$


REVOKE ALL ON FUNCTION ledger.record_append FROM PUBLIC


CREATE TRIGGER record_log_once BEFORE INSERT ON ledger.record_log
FOR EACH ROW EXECUTE FUNCTION ledger.record_log_once()


CREATE TRIGGER record_key_once BEFORE INSERT ON keys.record_key
FOR EACH ROW EXECUTE FUNCTION ledger.record_key_once()


CREATE TRIGGER record_key_kept BEFORE DELETE ON keys.record_key
FOR EACH ROW EXECUTE FUNCTION ledger.record_key_kept()


CREATE TRIGGER record_entry_next BEFORE INSERT ON ledger.record_entry
FOR EACH ROW EXECUTE FUNCTION ledger.record_entry_next()


CREATE TRIGGER record_entry_index AFTER INSERT ON ledger.record_entry
FOR EACH ROW EXECUTE FUNCTION ledger.record_entry_index()


CREATE TRIGGER record_subject_next BEFORE INSERT ON ledger.record_subject
FOR EACH ROW EXECUTE FUNCTION ledger.record_subject_next()


CREATE TRIGGER record_erasure_decided BEFORE INSERT ON ledger.record_erasure
FOR EACH ROW EXECUTE FUNCTION ledger.record_erasure_decided()


CREATE TRIGGER record_erasure_destroys AFTER INSERT ON ledger.record_erasure
FOR EACH ROW EXECUTE FUNCTION ledger.record_erasure_destroys()


CREATE TRIGGER record_checkpoint_grows BEFORE INSERT ON ledger.record_checkpoint
FOR EACH ROW EXECUTE FUNCTION ledger.record_checkpoint_grows()
