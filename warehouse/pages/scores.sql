-- How well the last scored run read the labelled documents, with the score before it.
WITH scored AS (
    SELECT
        gold_score.*,
        dense_rank() OVER (ORDER BY run.started_at DESC, run.run_id DESC) AS age
    FROM gold_score
    INNER JOIN run USING (run_id)
    WHERE run.started_at <= (SELECT max(this.started_at) FROM run AS this WHERE this.run_id = $run_id)
)

SELECT
    now.document,
    now.measure,
    now."precision",
    now.recall,
    now.score,
    now.gold,
    now.predicted,
    before.score AS score_before
FROM scored AS now
LEFT JOIN scored AS before
    ON now.document = before.document AND now.measure = before.measure AND before.age = 2
WHERE now.age = 1
ORDER BY now.document <> 'all', now.document, now.measure;
