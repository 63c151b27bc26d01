-- Observations are built now: their names, the figures that state each of them, and what built them.
ALTER TABLE observation ADD COLUMN subject VARCHAR;
ALTER TABLE observation ADD COLUMN place VARCHAR;
ALTER TABLE observation ADD COLUMN partner VARCHAR;

COMMENT ON TABLE observation IS 'One row per series, period and vintage, built from the actual and preliminary levels, shares and rates of valid articles that name an indicator, a period and a subject or place; docs/observations.md says how. View current_observation has the last vintage of each period.';
COMMENT ON COLUMN observation.observation_id IS 'Digest of series, period and vintage.';
COMMENT ON COLUMN observation.series_id IS 'Digest of indicator, subject, place, partner, dimensions, measure, unit, price basis, grain and span; subject, place and partner by their names.';
COMMENT ON COLUMN observation.subject_id IS 'The entity it is about, where one of its figures names it; null for 中国 of articles that say only 我国 or 全国.';
COMMENT ON COLUMN observation.place_id IS 'Where it took place, when that is not the subject; null when not stated.';
COMMENT ON COLUMN observation.partner_id IS 'The other side of trade or traffic; null when not stated.';
COMMENT ON COLUMN observation.dimensions IS 'What part is counted, as name=value in the order of the names (direction=export); of a share also whole=what it is a share of. Empty for the whole.';
COMMENT ON COLUMN observation.unit_base IS 'Unit of the values: the base unit, else the unit as written; 人次/日 for a rate; null for a bare ratio.';
COMMENT ON COLUMN observation.grain IS 'How long its period is, by its days: day, month, quarter, half or year of the calendar; other for every other one, and for all of span ytd, which is one series whatever its months.';
COMMENT ON COLUMN observation.span IS 'How the figure fills its period: single for one of the calendar (January and a whole year too, in whatever words), ytd from January on (一季度, 上半年, 前三季度, 1—5月), instant for a state at its last day and for every stock, since and custom for the rest.';
COMMENT ON COLUMN observation.period_start IS 'First day; of an instant that day.';
COMMENT ON COLUMN observation.vintage IS 'Round of publication, from 0: statements within 30 days of the round''s first, and later ones that agree with one of those.';
COMMENT ON COLUMN observation.revision IS 'How often the figure was stated otherwise before this vintage: 0 for the first.';
COMMENT ON COLUMN observation.state IS 'stated in a text; derived from two year-to-date figures where no text states it; gap: stated only by a figure that is held.';
COMMENT ON COLUMN observation.value IS 'The value that is shown, in unit_base: of a range its lower end, of a derived one the difference; null for a gap.';
COMMENT ON COLUMN observation.value_low IS 'Lower end of what the figure can mean: half a step of its last digit below it, 5 % below for 约 and 近, the value for 超过, half of it for 不到, the lower end of a range; of a derived one by both figures.';
COMMENT ON COLUMN observation.value_high IS 'Upper end of it: half a step above, 5 % above for 约 and 近, twice the value for 超过, the value for 不到, the upper end of a range.';
COMMENT ON COLUMN observation.bound IS 'How the figure limits what it states; null when derived or held.';
COMMENT ON COLUMN observation.resolution IS 'What one step of the last stated digit is worth; of a derived one the coarser of both.';
COMMENT ON COLUMN observation.metric_id IS 'The figure that is shown: official before copier, exact before others, then earliest says which value; of the figures of that tier that agree with it the finest is shown. Null when derived or held.';
COMMENT ON COLUMN observation.fact_key IS 'Its fact_key; of a gap, or a derived one whose own figure is held, that of the held figure.';
COMMENT ON COLUMN observation.statements IS 'Reports that say it: an article and all its copies are one, however often they say it.';
COMMENT ON COLUMN observation.reprints IS 'Further places where those reports stand: copies of them, and equal bytes elsewhere.';
COMMENT ON COLUMN observation.published_at IS 'Publication of the figure that is shown, of a derived one that of the later figure; null when not stated.';
COMMENT ON COLUMN observation.flags IS 'What speaks against it: conflict (a figure of the same vintage says otherwise), undated (the shown figure has no date, or one without a date agrees with no vintage), early (a flow told before its period ended), negative (a derived one below zero), held (its own figure is held).';
COMMENT ON COLUMN observation.subject IS 'Name of what it is about; null when only a place is stated.';
COMMENT ON COLUMN observation.place IS 'Name of where it took place, when that is not the subject; null when not stated.';
COMMENT ON COLUMN observation.partner IS 'Name of the other side of trade or traffic; null when not stated.';

CREATE TABLE observation_metric (
    metric_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    observation_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL CHECK (role IN ('shown', 'agrees', 'differs', 'reprint', 'repeat', 'undated')),
    origin VARCHAR NOT NULL,
    value_low DECIMAL(38, 10) NOT NULL,
    value_high DECIMAL(38, 10) NOT NULL,
    PRIMARY KEY (metric_id, article_id),
    CHECK (value_low <= value_high)
);
COMMENT ON TABLE observation_metric IS 'One row per figure of a valid article that belongs to an observation, and what it is to it.';
COMMENT ON COLUMN observation_metric.metric_id IS 'The figure.';
COMMENT ON COLUMN observation_metric.article_id IS 'Its article.';
COMMENT ON COLUMN observation_metric.observation_id IS 'The observation it states.';
COMMENT ON COLUMN observation_metric.role IS 'shown: the figure that is printed; agrees: another report that says the same within rounding; differs: one of the same vintage that says otherwise; reprint: the same value in a copy of a report; repeat: the same value once more in one article; undated: without a date, and agrees with no vintage.';
COMMENT ON COLUMN observation_metric.origin IS 'The report it comes from: the article_id that is kept of all copies of one another.';
COMMENT ON COLUMN observation_metric.value_low IS 'Lower end of what the figure can mean, in the unit of the observation.';
COMMENT ON COLUMN observation_metric.value_high IS 'Upper end of it; figures agree where these ranges touch.';

CREATE TABLE series_build (
    build_digest VARCHAR NOT NULL PRIMARY KEY
);
COMMENT ON TABLE series_build IS 'The rules by which the observations that stand here were built: with others they are all built anew by the next publication.';
COMMENT ON COLUMN series_build.build_digest IS 'Digest of the SQL that builds them.';

CREATE VIEW current_observation AS
SELECT *
FROM observation
QUALIFY vintage = max(vintage) OVER (PARTITION BY series_id, period_start, period_end);
COMMENT ON VIEW current_observation IS 'Observations as they were stated last: of each series and period the last vintage.';
