-- Figures that can be held against one another: facts of valid articles, each with the interval that its words allow.
CREATE VIEW figure_interval AS
WITH stated AS (
    SELECT
        current_metric.*,
        coalesce(current_metric.unit_base, current_metric.unit) AS shared_unit,
        coalesce(current_metric.value_base, current_metric.value)::DOUBLE AS amount,
        coalesce(current_metric.value_max_base, current_metric.value_max)::DOUBLE AS amount_max,
        coalesce(current_metric.resolution::DOUBLE, 0) * CASE
            WHEN current_metric.value_base IS NULL OR current_metric.value = 0 THEN 1
            ELSE abs(current_metric.value_base::DOUBLE / current_metric.value::DOUBLE)
        END AS step
    FROM current_metric
    WHERE current_metric.modality IN ('actual', 'preliminary') AND current_metric.value IS NOT NULL
)

SELECT
    stated.metric_id,
    stated.fact_key,
    stated.article_id,
    current_article.published_at,
    stated.kind,
    stated.indicator_id,
    coalesce(stated.indicator_id, stated.indicator_raw) AS indicator,
    stated.subject,
    stated.place,
    stated.partner,
    stated.dimensions,
    stated.measure,
    stated.shared_unit AS unit_base,
    stated.per_unit,
    stated.price_basis,
    stated.period,
    stated.period_start,
    stated.period_end,
    stated.grain,
    stated.span,
    stated.amount AS value,
    CASE stated.bound
        WHEN 'exact' THEN stated.amount - stated.step / 2
        WHEN 'about' THEN stated.amount - greatest(stated.step, abs(stated.amount) * 0.05)
        WHEN 'over' THEN stated.amount - stated.step / 2
        WHEN 'under' THEN stated.amount - abs(stated.amount) / 2
        WHEN 'at_most' THEN '-infinity'::DOUBLE
        ELSE stated.amount
    END AS low,
    CASE stated.bound
        WHEN 'exact' THEN stated.amount + stated.step / 2
        WHEN 'about' THEN stated.amount + greatest(stated.step, abs(stated.amount) * 0.05)
        WHEN 'over' THEN stated.amount + abs(stated.amount)
        WHEN 'under' THEN stated.amount + stated.step / 2
        WHEN 'at_least' THEN 'infinity'::DOUBLE
        WHEN 'range' THEN stated.amount_max
        ELSE stated.amount
    END AS high,
    stated.surface,
    stated.sentence,
    stated.start,
    stated.confidence,
    duplicate.duplicate_id IS NOT NULL AS is_reprint,
    coalesce(stated.measure = 'flow' AND current_article.published_at::DATE < stated.period_end, FALSE) AS is_early
FROM stated
INNER JOIN current_article USING (article_id, valid_from)
LEFT JOIN duplicate ON stated.article_id = duplicate.article_id AND duplicate.kind = 'near';
COMMENT ON VIEW figure_interval IS 'Figures of valid articles that state a fact (no forecasts, targets, standards), each with the interval that its rounding and its bound allow: what conflicts and arithmetic are judged by.';
COMMENT ON COLUMN figure_interval.metric_id IS 'The figure.';
COMMENT ON COLUMN figure_interval.fact_key IS 'The same figure over all rules and versions.';
COMMENT ON COLUMN figure_interval.article_id IS 'Its article.';
COMMENT ON COLUMN figure_interval.published_at IS 'When its article was published; null when not stated.';
COMMENT ON COLUMN figure_interval.kind IS 'level, change, share, rank, duration or rate.';
COMMENT ON COLUMN figure_interval.indicator_id IS 'The canonical indicator; null where none matches.';
COMMENT ON COLUMN figure_interval.indicator IS 'indicator_id, or the words of the text where it has none.';
COMMENT ON COLUMN figure_interval.subject IS 'What the figure is about.';
COMMENT ON COLUMN figure_interval.place IS 'Where it took place, when that is not the subject.';
COMMENT ON COLUMN figure_interval.partner IS 'The other side of trade or traffic.';
COMMENT ON COLUMN figure_interval.dimensions IS 'What part is counted, as name=value.';
COMMENT ON COLUMN figure_interval.measure IS 'flow, stock, average, ratio or index.';
COMMENT ON COLUMN figure_interval.unit_base IS 'Unit of value, low and high: the one that comparable figures share, else the unit as written.';
COMMENT ON COLUMN figure_interval.per_unit IS 'What it is counted per.';
COMMENT ON COLUMN figure_interval.price_basis IS 'Of money, at which prices.';
COMMENT ON COLUMN figure_interval.period IS 'Its period, as in metric.';
COMMENT ON COLUMN figure_interval.period_start IS 'First day of the period.';
COMMENT ON COLUMN figure_interval.period_end IS 'Last day of the period.';
COMMENT ON COLUMN figure_interval.grain IS 'How long the period is.';
COMMENT ON COLUMN figure_interval.span IS 'How the figure fills its period.';
COMMENT ON COLUMN figure_interval.value IS 'The value in unit_base.';
COMMENT ON COLUMN figure_interval.low IS 'Lower end: half a step of the last digit below; a whole step, or 5 %, where the text says about; half the value where it says 不到.';
COMMENT ON COLUMN figure_interval.high IS 'Upper end of it; twice the value where the text says 超过 or 余.';
COMMENT ON COLUMN figure_interval.surface IS 'Number and unit as written.';
COMMENT ON COLUMN figure_interval.sentence IS 'The sentence that states it.';
COMMENT ON COLUMN figure_interval."start" IS 'First code point in the clean document.';
COMMENT ON COLUMN figure_interval.confidence IS 'How sure the grammar is, 0 to 1.';
COMMENT ON COLUMN figure_interval.is_reprint IS 'True where its article is marked as a near copy of another one.';
COMMENT ON COLUMN figure_interval.is_early IS 'True of what was counted over a period that had not ended when its article was published: it is not the figure of that period yet.';
