-- Where a document lies whose location is the address of its page.
ALTER TABLE document ADD COLUMN found_in VARCHAR;
COMMENT ON COLUMN document.found_in IS 'File, and the member in it, that held the document when it was last read, where its location is its address; else null.';
