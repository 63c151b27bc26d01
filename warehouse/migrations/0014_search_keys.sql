-- A key for the postings, by which a copy of the warehouse is brought up to date. What was indexed before is indexed
-- anew by the next publication.
DROP TABLE bigram;
DELETE FROM indexed_article;
DELETE FROM bigram_segment;

CREATE TABLE bigram (
    token VARCHAR NOT NULL,
    segment INTEGER NOT NULL,
    postings STRUCT("number" INTEGER, frequency INTEGER, title_frequency INTEGER)[] NOT NULL,
    PRIMARY KEY (token, segment)
);
COMMENT ON TABLE bigram IS 'One row per token and segment of the index, in order of the token: which articles hold it, how often.';
COMMENT ON COLUMN bigram.token IS 'Two neighbouring Chinese characters, the last one of a run alone, or a word or number in small letters.';
COMMENT ON COLUMN bigram.segment IS 'Its segment of the index.';
COMMENT ON COLUMN bigram.postings IS 'By number of the article: how often it stands in the blocks, and how often of these in the title.';
