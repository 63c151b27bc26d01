-- title: How well labelled documents are read
-- question: How good are body, entities and figures against the labels, run by run?
-- parameters: document=all
SELECT
    run.started_at,
    gold_score.measure,
    gold_score."precision",
    gold_score.recall,
    gold_score.score,
    gold_score.gold,
    gold_score.predicted
FROM gold_score
INNER JOIN run USING (run_id)
WHERE gold_score.document = $document
ORDER BY run.started_at DESC, gold_score.measure
