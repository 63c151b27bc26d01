-- A place has one name in all documents.
COMMENT ON COLUMN entity.name IS 'Canonical name: the fullest form in a document, so that documents may name one thing by several; of a division the full name that the gazetteers know its short form by (江苏: 江苏省), of a country the short one.';
COMMENT ON COLUMN observation.subject IS 'What it is about: of a place the name of its entity, else as its figures name it.';
-- An input that is refused as it was before counts there.
COMMENT ON COLUMN run.unchanged IS 'Inputs that are as they were: documents that the warehouse has in this state, and files that wait in the quarantine because of what they are.';
