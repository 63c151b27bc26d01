-- What finding near copies remembers of each article, and what it found.
CREATE TABLE article_signature (
    article_id VARCHAR NOT NULL PRIMARY KEY,
    text_id VARCHAR NOT NULL
);
COMMENT ON TABLE article_signature IS 'One row per valid article that is long enough to be compared with others.';
COMMENT ON COLUMN article_signature.article_id IS 'The article.';
COMMENT ON COLUMN article_signature.text_id IS 'Digest of what it says, headline and blanks aside: articles that share it say the same.';

CREATE TABLE text_signature (
    text_id VARCHAR NOT NULL PRIMARY KEY,
    signature BLOB NOT NULL
);
COMMENT ON TABLE text_signature IS 'One row per text of valid articles, with the numbers by which texts that are alike find one another.';
COMMENT ON COLUMN text_signature.text_id IS 'The text, as in article_signature.';
COMMENT ON COLUMN text_signature.signature IS 'Numbers of four bytes; texts that share half of their five-character runs share one of the first 42.';

CREATE TABLE resemblance (
    text_id VARCHAR NOT NULL,
    other_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('near', 'inside', 'similar')),
    similarity DOUBLE NOT NULL CHECK (similarity >= 0 AND similarity <= 1),
    contained DOUBLE NOT NULL CHECK (contained >= similarity AND contained <= 1),
    PRIMARY KEY (text_id, other_id)
);
COMMENT ON TABLE resemblance IS 'One row per two texts of valid articles that are alike: what clusters of copies are made from, and which reports share a form but not their figures.';
COMMENT ON COLUMN resemblance.text_id IS 'One of them, as in article_signature; the shorter one.';
COMMENT ON COLUMN resemblance.other_id IS 'The other one.';
COMMENT ON COLUMN resemblance.kind IS 'near: they may be copies; inside: the first stands in the second; similar: they state differing figures (or, of a form, other names) and are no copies.';
COMMENT ON COLUMN resemblance.similarity IS 'Share of all their five-character runs that both have.';
COMMENT ON COLUMN resemblance.contained IS 'Share of the first text''s five-character runs that the second has.';

CREATE VIEW republication AS
SELECT
    duplicate.cluster,
    kept.article_id AS kept_id,
    kept.publisher AS kept_publisher,
    kept.published_at AS kept_published_at,
    kept.location AS kept_location,
    kept.title AS kept_title,
    copied.article_id AS copy_id,
    copied.publisher AS copy_publisher,
    copied.published_at AS copy_published_at,
    copied.location AS copy_location,
    copied.title AS copy_title,
    copied.published_at - kept.published_at AS delay,
    duplicate.similarity,
    duplicate.difference
FROM duplicate
INNER JOIN current_article AS copied ON duplicate.article_id = copied.article_id
INNER JOIN current_article AS kept ON duplicate.kept = kept.article_id
WHERE duplicate.kind = 'near';
COMMENT ON VIEW republication IS 'Who printed whose article again, when, and with which changes: one row per copy, beside the article that is kept.';
COMMENT ON COLUMN republication.kept_id IS 'The article that is kept: the earliest, undated ones last.';
COMMENT ON COLUMN republication.kept_publisher IS 'Whom the kept article credits.';
COMMENT ON COLUMN republication.kept_published_at IS 'When it was published.';
COMMENT ON COLUMN republication.kept_location IS 'Where it was found.';
COMMENT ON COLUMN republication.kept_title IS 'Its title.';
COMMENT ON COLUMN republication.copy_id IS 'The article that repeats it.';
COMMENT ON COLUMN republication.copy_publisher IS 'Whom the copy credits.';
COMMENT ON COLUMN republication.copy_published_at IS 'When the copy was published.';
COMMENT ON COLUMN republication.copy_location IS 'Where the copy was found.';
COMMENT ON COLUMN republication.copy_title IS 'Title of the copy.';
COMMENT ON COLUMN republication.delay IS 'From the kept article to its copy; null where one is undated.';
COMMENT ON COLUMN duplicate.cluster IS 'The same for all copies of one another: document_id for exact and inside, the article_id that is kept for near.';
