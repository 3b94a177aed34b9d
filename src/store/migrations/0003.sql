ALTER TABLE handout RENAME TO template;
UPDATE change_log SET op = replace(op, 'handout', 'template'),
    changes = replace(changes, '"table":"handout"', '"table":"template"');

ALTER TABLE department ADD COLUMN contact TEXT NOT NULL DEFAULT '';
ALTER TABLE department ADD COLUMN successor TEXT REFERENCES department (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE department ADD COLUMN successor_from INTEGER CHECK ((successor_from IS NULL) = (successor IS NULL));

ALTER TABLE progress_status ADD COLUMN mark TEXT NOT NULL DEFAULT '';
ALTER TABLE progress_status ADD COLUMN done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1));
ALTER TABLE progress_status ADD COLUMN hue TEXT NOT NULL DEFAULT 'gray' CHECK (hue IN ('gray', 'indigo', 'green', 'amber', 'red'));

ALTER TABLE implementation ADD COLUMN approval TEXT NOT NULL DEFAULT 'none' CHECK (approval IN ('none', 'department', 'confirmed'));
ALTER TABLE implementation ADD COLUMN remark TEXT NOT NULL DEFAULT '';
