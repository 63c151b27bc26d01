-- What corrections made of a figure, and what corrections a document was read with.
ALTER TABLE metric ADD COLUMN corrected VARCHAR[];
COMMENT ON COLUMN metric.corrected IS 'correction_ids that changed or added the row; null where the rules alone read it.';
CREATE OR REPLACE VIEW current_metric AS
SELECT
    metric.*,
    current_article.title
FROM metric INNER JOIN current_article USING (article_id, valid_from);
COMMENT ON VIEW current_metric IS 'Figures of valid articles, with the article''s title.';

ALTER TABLE document ADD COLUMN corrections VARCHAR[];
COMMENT ON COLUMN document.corrections IS 'correction_ids it was read with, whatever they do; a change reads it again. Null for none.';

COMMENT ON TABLE correction IS 'One row per correction in the project''s corrections/, as the last run that read its document met it.';
COMMENT ON COLUMN correction.document_id IS 'Document of the fact or the raw span; null for an entity as such.';
COMMENT ON COLUMN correction.seen IS 'What the rules said when it was made: of a dropped figure its value and unit; null when they said nothing.';
COMMENT ON COLUMN correction.state IS 'active: it changes the row; redundant: the rules say the same now; stale: they say a third thing, and it is not applied.';
