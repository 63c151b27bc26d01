-- Every statement of every series, beside what no text states: the table that one plots.
CREATE VIEW metric_series AS
SELECT
    observation.series_id,
    observation.observation_id,
    observation.indicator_id,
    indicator.name AS indicator,
    observation.subject,
    observation.place,
    observation.partner,
    observation.dimensions,
    observation.measure,
    observation.unit_base,
    observation.price_basis,
    observation.grain,
    observation.span,
    observation.period_start,
    observation.period_end,
    observation.vintage,
    observation.revision,
    coalesce(stating.role, observation.state) AS role,
    coalesce(stating.role = 'shown', observation.state = 'derived') AS is_shown,
    CASE
        WHEN stating.metric_id IS NULL THEN observation.value
        ELSE coalesce(metric.value_base, metric.value)
    END AS value,
    coalesce(stating.value_low, observation.value_low) AS value_low,
    coalesce(stating.value_high, observation.value_high) AS value_high,
    metric.bound,
    metric.modality,
    metric.surface,
    metric.sentence,
    stating.metric_id,
    coalesce(metric.fact_key, observation.fact_key) AS fact_key,
    stating.article_id,
    stating.origin,
    metric.title,
    article.publisher,
    source.tier,
    article.location,
    coalesce(article.published_at, observation.published_at) AS published_at,
    metric.confidence,
    observation.flags
FROM observation
LEFT JOIN indicator USING (indicator_id)
LEFT JOIN observation_metric AS stating USING (observation_id)
LEFT JOIN current_metric AS metric
    ON stating.metric_id = metric.metric_id AND stating.article_id = metric.article_id
LEFT JOIN current_article AS article ON stating.article_id = article.article_id
LEFT JOIN document ON article.document_id = document.document_id
LEFT JOIN current_source AS source ON document.source = source.pattern;
COMMENT ON VIEW metric_series IS 'One row per figure that belongs to a series, with its period and vintage, and one per observation that no text states (derived or held): what is plotted where is_shown, what else was said where it is not.';
COMMENT ON COLUMN metric_series.series_id IS 'The series, as in observation.';
COMMENT ON COLUMN metric_series.observation_id IS 'The observation: series, period and vintage.';
COMMENT ON COLUMN metric_series.indicator_id IS 'The indicator.';
COMMENT ON COLUMN metric_series.indicator IS 'The name it is shown under.';
COMMENT ON COLUMN metric_series.subject IS 'What it is about.';
COMMENT ON COLUMN metric_series.place IS 'Where it took place, when that is not the subject.';
COMMENT ON COLUMN metric_series.partner IS 'The other side of trade or traffic.';
COMMENT ON COLUMN metric_series.dimensions IS 'What part is counted, as name=value; empty for the whole.';
COMMENT ON COLUMN metric_series.measure IS 'flow, stock, average, ratio or index.';
COMMENT ON COLUMN metric_series.unit_base IS 'Unit of the values; null for a bare ratio.';
COMMENT ON COLUMN metric_series.price_basis IS 'Of money, at which prices.';
COMMENT ON COLUMN metric_series.grain IS 'How long the period is.';
COMMENT ON COLUMN metric_series.span IS 'How the figure fills its period.';
COMMENT ON COLUMN metric_series.period_start IS 'First day.';
COMMENT ON COLUMN metric_series.period_end IS 'Last day.';
COMMENT ON COLUMN metric_series.vintage IS 'Round of publication, from 0.';
COMMENT ON COLUMN metric_series.revision IS 'How often the figure was stated otherwise before this vintage.';
COMMENT ON COLUMN metric_series.role IS 'What the figure is to its observation: shown, agrees, differs, reprint, repeat or undated; derived or gap where no text states it.';
COMMENT ON COLUMN metric_series.is_shown IS 'True for the one row of each observation that is plotted; of a gap no row is.';
COMMENT ON COLUMN metric_series.value IS 'The value of this figure in unit_base; null for a gap.';
COMMENT ON COLUMN metric_series.value_low IS 'Lower end of what the figure can mean.';
COMMENT ON COLUMN metric_series.value_high IS 'Upper end of it.';
COMMENT ON COLUMN metric_series.bound IS 'How the figure limits what it states; null when no text states it.';
COMMENT ON COLUMN metric_series.modality IS 'actual or preliminary; null when no text states it.';
COMMENT ON COLUMN metric_series.surface IS 'Number and unit as written; null when no text states it.';
COMMENT ON COLUMN metric_series.sentence IS 'The sentence that states it.';
COMMENT ON COLUMN metric_series.metric_id IS 'The figure; null when no text states it.';
COMMENT ON COLUMN metric_series.fact_key IS 'Its fact_key; of a gap that of the held figure.';
COMMENT ON COLUMN metric_series.article_id IS 'Its article.';
COMMENT ON COLUMN metric_series.origin IS 'The article that is kept of all copies of it.';
COMMENT ON COLUMN metric_series.title IS 'Title of its article.';
COMMENT ON COLUMN metric_series.publisher IS 'Whom its article credits.';
COMMENT ON COLUMN metric_series.tier IS 'official or copier, as sources.csv says of its source; null when it does not.';
COMMENT ON COLUMN metric_series.location IS 'Where its article was found.';
COMMENT ON COLUMN metric_series.published_at IS 'When its article was published; of a derived one, the later of its two figures.';
COMMENT ON COLUMN metric_series.confidence IS 'How sure the grammar is of it, 0 to 1.';
COMMENT ON COLUMN metric_series.flags IS 'What speaks against the observation.';
