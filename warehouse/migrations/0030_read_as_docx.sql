-- The forms in which bytes are read, Word documents among them.
COMMENT ON COLUMN document.read_as IS 'How the bytes become text: json with the names of its fields, entry (of a feed) with its encoding, docx; null for a text as it stands.';
