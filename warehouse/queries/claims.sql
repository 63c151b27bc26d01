-- title: Targets and forecasts beside what came of them
-- question: What was planned or expected of a subject, and what is reported of the same indicator and period?
-- parameters: subject=%
WITH named AS (
    SELECT current_metric.* REPLACE (coalesce(entity.name, current_metric.subject) AS subject)
    FROM current_metric
    LEFT JOIN entity ON current_metric.subject_id = entity.entity_id
)

SELECT
    claim.subject,
    coalesce(claim.indicator_id, claim.indicator_raw) AS indicator,
    claim.modality,
    claim.surface AS claimed,
    claim.period,
    claim.reported_by AS claimed_by,
    outcome.surface AS reported,
    outcome.title AS reported_in,
    claim.sentence,
    claim.title
FROM named AS claim
LEFT JOIN named AS outcome
    ON
        outcome.modality IN ('actual', 'preliminary')
        AND claim.subject = outcome.subject
        AND claim.period = outcome.period
        AND claim.kind = outcome.kind
        AND claim.dimensions = outcome.dimensions
        AND coalesce(claim.unit_base, claim.unit) = coalesce(outcome.unit_base, outcome.unit)
        AND coalesce(claim.indicator_id, claim.indicator_raw)
        = coalesce(outcome.indicator_id, outcome.indicator_raw)
WHERE claim.modality IN ('target', 'forecast') AND coalesce(claim.subject, '') LIKE $subject
ORDER BY claim.title, claim.start, outcome.title, outcome.start
