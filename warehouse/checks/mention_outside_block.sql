-- severity: warning
-- table: mention
-- notes: A mention stands in a block of its article, and reads there as its row says.
SELECT
    mention.mention_id AS row_key,
    mention.document_id,
    mention.surface || ' [' || mention.start || ', ' || mention."end" || ')' AS observed
FROM mention
WHERE NOT EXISTS (
    SELECT 1
    FROM block
    WHERE
        block.article_id = mention.article_id
        AND block.valid_from = mention.valid_from
        AND block.start <= mention.start
        AND mention."end" <= block."end"
        AND substr(block.text, mention.start - block.start + 1, mention."end" - mention.start)
        = mention.surface
)
