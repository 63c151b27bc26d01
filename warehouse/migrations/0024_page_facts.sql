-- How sure the day of an article is, and the site that shows it, which need not be the publisher it credits.
ALTER TABLE article ADD COLUMN published_confidence DOUBLE;
ALTER TABLE article ADD COLUMN site VARCHAR;
COMMENT ON COLUMN article.published_at IS 'Date of publication as the page states it; null when it states none, or only a month or year (published_text has it).';
COMMENT ON COLUMN article.published_text IS 'The same in ISO 8601, as exact as the page is: date and time, a date, a month, a year.';
COMMENT ON COLUMN article.published_confidence IS 'How sure that date is, 0 to 1: a line under the title 0.9 and more, the page''s head 0.9, the day below a signature 0.6; null without a date.';
COMMENT ON COLUMN article.site IS 'Who shows the page, by its own name for itself, else the host of its address: a copier where the publisher is another. Null where neither is known.';

-- A view holds the columns its table had when it was made.
CREATE OR REPLACE VIEW current_article AS
SELECT * FROM article WHERE valid_to IS NULL;
COMMENT ON VIEW current_article IS 'The valid version of each article.';
