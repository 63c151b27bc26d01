-- The rest of what a figure can state. Null means "not stated", or "not read yet" where the comment says so.
ALTER TABLE metric ADD COLUMN resolution DECIMAL(38, 10);
ALTER TABLE metric ADD COLUMN unit_base VARCHAR;
ALTER TABLE metric ADD COLUMN value_base DECIMAL(38, 10);
ALTER TABLE metric ADD COLUMN value_max_base DECIMAL(38, 10);
ALTER TABLE metric ADD COLUMN currency VARCHAR;
ALTER TABLE metric ADD COLUMN per_unit VARCHAR;
ALTER TABLE metric ADD COLUMN measure VARCHAR;
ALTER TABLE metric ADD COLUMN modality VARCHAR;
ALTER TABLE metric ADD COLUMN indicator_id VARCHAR;
ALTER TABLE metric ADD COLUMN place VARCHAR;
ALTER TABLE metric ADD COLUMN place_id VARCHAR;
ALTER TABLE metric ADD COLUMN partner VARCHAR;
ALTER TABLE metric ADD COLUMN partner_id VARCHAR;
ALTER TABLE metric ADD COLUMN reported_by VARCHAR;
ALTER TABLE metric ADD COLUMN reported_by_id VARCHAR;
ALTER TABLE metric ADD COLUMN dimensions VARCHAR[];
ALTER TABLE metric ADD COLUMN grain VARCHAR;
ALTER TABLE metric ADD COLUMN span VARCHAR;
ALTER TABLE metric ADD COLUMN period_basis VARCHAR;
ALTER TABLE metric ADD COLUMN form VARCHAR;
ALTER TABLE metric ADD COLUMN base VARCHAR;
ALTER TABLE metric ADD COLUMN base_period VARCHAR;
ALTER TABLE metric ADD COLUMN price_basis VARCHAR;
ALTER TABLE metric ADD COLUMN of_metric VARCHAR;
ALTER TABLE metric ADD COLUMN whole VARCHAR;
COMMENT ON COLUMN metric.resolution IS 'What one step of the last stated digit is worth: 10000 for 25万, 0.1 for 5.7%; null for ranges, fractions and words such as 数十.';
COMMENT ON COLUMN metric.unit_base IS 'Unit that comparable figures share (人次, t, CNY); null means not read yet.';
COMMENT ON COLUMN metric.value_base IS 'The value in unit_base; null means not read yet.';
COMMENT ON COLUMN metric.value_max_base IS 'Upper end of a range in unit_base; null means no range, or not read yet.';
COMMENT ON COLUMN metric.currency IS 'ISO 4217 code of an amount of money; null means no money, or not read yet.';
COMMENT ON COLUMN metric.per_unit IS 'What the figure is counted per: 日 in 日均25万人次, 平方米 in 人/平方米; null means per nothing.';
COMMENT ON COLUMN metric.measure IS 'flow, stock, average, ratio or index; of a change, that of what changed. Null means not read yet.';
COMMENT ON COLUMN metric.modality IS 'actual, preliminary, forecast, target, capacity or standard; null means not read yet.';
COMMENT ON COLUMN metric.indicator_id IS 'The canonical indicator (table indicator) that indicator_raw names; null means none matches.';
COMMENT ON COLUMN metric.place IS 'Where what is counted took place, when that is not the subject; null means not stated, or not read yet.';
COMMENT ON COLUMN metric.place_id IS 'That entity.';
COMMENT ON COLUMN metric.partner IS 'The other side of trade or traffic; null means not stated, or not read yet.';
COMMENT ON COLUMN metric.partner_id IS 'That entity.';
COMMENT ON COLUMN metric.reported_by IS 'Who says the figure, as the text names it; null means not stated, or not read yet.';
COMMENT ON COLUMN metric.reported_by_id IS 'That entity.';
COMMENT ON COLUMN metric.dimensions IS 'What part is counted, as name=value in the order of the names (direction=export, mode=rail); null means not read yet.';
COMMENT ON COLUMN metric.grain IS 'How long the period is: day, month, quarter, half, year or other; null where no period is stated.';
COMMENT ON COLUMN metric.span IS 'How the figure fills its period: instant, single, ytd, since or custom; null means not read yet.';
COMMENT ON COLUMN metric.period_basis IS 'stated in full; resolved (今年, 上月) against a date; carried from a sentence nearby; or inferred. Null where no period is stated.';
COMMENT ON COLUMN metric.form IS 'Of a change: pct (a share of what was), pp (percentage points), multiple (倍, 番) or abs (so many units); null for other kinds.';
COMMENT ON COLUMN metric.base IS 'Of a change, what it is measured against: yoy, mom or named; null means not stated, or not read yet.';
COMMENT ON COLUMN metric.base_period IS 'The period that a named base names, written as period is.';
COMMENT ON COLUMN metric.price_basis IS 'Of money: nominal, real, comparable or unknown; null means not read yet.';
COMMENT ON COLUMN metric.of_metric IS 'fact_key of the figure that a change or share is about; null means none is stated, or not read yet.';
COMMENT ON COLUMN metric.whole IS 'Of a share: what it is a share of; null means not stated, or not read yet.';

-- A view holds the columns its table had when it was made.
CREATE OR REPLACE VIEW current_metric AS
SELECT
    metric.*,
    current_article.title
FROM metric INNER JOIN current_article USING (article_id, valid_from);
COMMENT ON VIEW current_metric IS 'Figures of valid articles, with the article''s title.';
