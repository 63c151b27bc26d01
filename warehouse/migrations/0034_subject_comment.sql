-- A statement about the whole country has the country for its subject.
COMMENT ON COLUMN metric.subject IS 'What the figure is about: a named entity; 中国 where the text says 我国 or 全国, 全球 for the world; of a sentence that names nobody, whom its story is about. Null when nothing says.';
COMMENT ON COLUMN metric.subject_id IS 'That entity; null when the article does not mention it under a name of its own.';
