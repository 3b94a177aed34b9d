ALTER TABLE plan ADD COLUMN number_style TEXT NOT NULL DEFAULT 'as_texts' CHECK (number_style IN ('as_texts', 'half', 'full', 'single', 'unchecked'));
ALTER TABLE plan ADD COLUMN bracket_style TEXT NOT NULL DEFAULT 'as_texts' CHECK (bracket_style IN ('as_texts', 'full', 'half', 'unchecked'));
