-- How bytes that are not a text as they stand become one.
ALTER TABLE document ADD COLUMN read_as VARCHAR;
COMMENT ON COLUMN document.read_as IS 'How the bytes become text: json with the names of its fields, entry (of a feed) with its encoding; null for a text as it stands.';
