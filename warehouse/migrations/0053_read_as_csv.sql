-- The forms in which bytes are read, rows of tables among them.
COMMENT ON COLUMN document.read_as IS 'How the bytes become text: json with the names of its fields, csv (a row of a table) with its delimiter, encoding and columns, entry (of a feed) with its encoding, docx; null for a text as it stands.';
