-- What is valid now: the views most questions start from.
CREATE VIEW current_article AS
SELECT * FROM article WHERE valid_to IS NULL;
COMMENT ON VIEW current_article IS 'The valid version of each article.';

CREATE VIEW current_block AS
SELECT block.* FROM block INNER JOIN current_article USING (article_id, valid_from);
COMMENT ON VIEW current_block IS 'Blocks of valid articles.';

CREATE VIEW current_mention AS
SELECT
    mention.*,
    entity.name
FROM mention
INNER JOIN current_article USING (article_id, valid_from)
INNER JOIN entity USING (entity_id);
COMMENT ON VIEW current_mention IS 'Mentions in valid articles, with the entity''s canonical name.';

CREATE VIEW current_metric AS
SELECT
    metric.*,
    current_article.title
FROM metric INNER JOIN current_article USING (article_id, valid_from);
COMMENT ON VIEW current_metric IS 'Figures of valid articles, with the article''s title.';
