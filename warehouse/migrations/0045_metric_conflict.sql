-- Figures of one series, period and vintage that cannot all be right.
CREATE VIEW metric_conflict AS
-- Reports that say the same within one reading are one side; reprints and repeats add nothing to it.
WITH side AS (
    SELECT
        observation_id,
        value_low,
        value_high,
        arg_min(metric_id, (role <> 'shown', published_at, metric_id)) AS metric_id,
        arg_min(article_id, (role <> 'shown', published_at, metric_id)) AS article_id,
        min(published_at) AS first_said,
        bool_or(role = 'shown') AS is_shown,
        count(DISTINCT origin) AS statements
    FROM metric_series
    -- a flow that is told before its period has ended grows on
    WHERE
        role IN ('shown', 'agrees', 'differs')
        AND NOT coalesce(measure = 'flow' AND published_at::DATE < period_end, FALSE)
    GROUP BY observation_id, value_low, value_high
),

disputed AS (
    SELECT observation_id
    FROM side
    GROUP BY observation_id
    HAVING max(value_low) > min(value_high)
),

paired AS (
    SELECT
        one.observation_id,
        one.metric_id,
        one.article_id,
        one.statements,
        other.metric_id AS other_metric_id,
        other.article_id AS other_article_id,
        other.statements AS other_statements
    FROM side AS one
    SEMI JOIN disputed USING (observation_id)
    INNER JOIN side AS other
        ON
            one.observation_id = other.observation_id
            AND (one.value_high < other.value_low OR one.value_low > other.value_high)
            -- each pair once: what is shown first, else what was said first
            AND (NOT one.is_shown, one.first_said, one.metric_id)
            < (NOT other.is_shown, other.first_said, other.metric_id)
)

SELECT
    stated.observation_id,
    stated.series_id,
    stated.indicator_id,
    stated.indicator,
    stated.subject,
    stated.place,
    stated.partner,
    stated.dimensions,
    stated.unit_base,
    stated.span,
    stated.period_start,
    stated.period_end,
    stated.vintage,
    stated.value,
    contrary.value AS other_value,
    contrary.value::DOUBLE / nullif(stated.value::DOUBLE, 0) AS times,
    CASE
        WHEN
            contrary.value <> 0 AND stated.value <> 0
            AND abs(abs(log10(abs(contrary.value::DOUBLE / stated.value::DOUBLE))) - 4) < 0.05
            THEN 'unit'
        WHEN
            contrary.value <> 0 AND stated.value <> 0
            AND abs(abs(log10(abs(contrary.value::DOUBLE / stated.value::DOUBLE))) - 8) < 0.05
            THEN 'unit'
        WHEN
            EXISTS (
                SELECT 1 FROM observation AS elsewhere
                WHERE
                    stated.series_id = elsewhere.series_id
                    AND stated.observation_id <> elsewhere.observation_id
                    AND (stated.period_start, stated.period_end) <> (elsewhere.period_start, elsewhere.period_end)
                    AND elsewhere.state = 'stated'
                    AND elsewhere.value IN (stated.value, contrary.value)
            )
            THEN 'period'
    END AS looks_like,
    stated.surface,
    contrary.surface AS other_surface,
    stated.sentence,
    contrary.sentence AS other_sentence,
    paired.metric_id,
    paired.other_metric_id,
    paired.article_id,
    paired.other_article_id,
    stated.title,
    contrary.title AS other_title,
    stated.published_at,
    contrary.published_at AS other_published_at,
    paired.statements,
    paired.other_statements
FROM paired
INNER JOIN metric_series AS stated
    ON
        paired.observation_id = stated.observation_id
        AND paired.metric_id = stated.metric_id
        AND paired.article_id = stated.article_id
INNER JOIN metric_series AS contrary
    ON
        paired.observation_id = contrary.observation_id
        AND paired.other_metric_id = contrary.metric_id
        AND paired.other_article_id = contrary.article_id;
COMMENT ON VIEW metric_conflict IS 'Two figures a row: of one series, period and vintage, and further apart than rounding and bounds allow. Of figures that say the same one stands for all; later vintages are revisions, no conflicts.';
COMMENT ON COLUMN metric_conflict.observation_id IS 'The observation that both state.';
COMMENT ON COLUMN metric_conflict.series_id IS 'Its series.';
COMMENT ON COLUMN metric_conflict.indicator_id IS 'The indicator.';
COMMENT ON COLUMN metric_conflict.indicator IS 'The name it is shown under.';
COMMENT ON COLUMN metric_conflict.subject IS 'What it is about.';
COMMENT ON COLUMN metric_conflict.place IS 'Where it took place, when that is not the subject.';
COMMENT ON COLUMN metric_conflict.partner IS 'The other side of trade or traffic.';
COMMENT ON COLUMN metric_conflict.dimensions IS 'What part is counted, as name=value.';
COMMENT ON COLUMN metric_conflict.unit_base IS 'Unit of both values.';
COMMENT ON COLUMN metric_conflict.span IS 'How the figures fill their period.';
COMMENT ON COLUMN metric_conflict.period_start IS 'First day of the period.';
COMMENT ON COLUMN metric_conflict.period_end IS 'Last day.';
COMMENT ON COLUMN metric_conflict.vintage IS 'Round of publication.';
COMMENT ON COLUMN metric_conflict.value IS 'What is shown, else what was said first, in unit_base.';
COMMENT ON COLUMN metric_conflict.other_value IS 'What the other one says.';
COMMENT ON COLUMN metric_conflict.times IS 'The other value as a multiple of the first.';
COMMENT ON COLUMN metric_conflict.looks_like IS 'unit: one is about 10,000 or 100,000,000 times the other (万 for 亿); period: one of them is what the series has for another period; null: neither.';
COMMENT ON COLUMN metric_conflict.surface IS 'The first as written.';
COMMENT ON COLUMN metric_conflict.other_surface IS 'The other one as written.';
COMMENT ON COLUMN metric_conflict.sentence IS 'The sentence that states the first.';
COMMENT ON COLUMN metric_conflict.other_sentence IS 'The sentence that states the other one.';
COMMENT ON COLUMN metric_conflict.metric_id IS 'The first.';
COMMENT ON COLUMN metric_conflict.other_metric_id IS 'The other one.';
COMMENT ON COLUMN metric_conflict.article_id IS 'Article of the first.';
COMMENT ON COLUMN metric_conflict.other_article_id IS 'Article of the other one; the same where an article contradicts itself.';
COMMENT ON COLUMN metric_conflict.title IS 'Title of the article of the first.';
COMMENT ON COLUMN metric_conflict.other_title IS 'Title of the other''s.';
COMMENT ON COLUMN metric_conflict.published_at IS 'When the first was published.';
COMMENT ON COLUMN metric_conflict.other_published_at IS 'When the other one was.';
COMMENT ON COLUMN metric_conflict.statements IS 'Reports that say what the first says, copies counted once.';
COMMENT ON COLUMN metric_conflict.other_statements IS 'Reports that say what the other one says.';
