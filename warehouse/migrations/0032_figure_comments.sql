-- What each column of a figure says, now that all of them are read.
COMMENT ON COLUMN metric.unit_base IS 'Unit that comparable figures share (人次, t, CNY); null where no other unit could stand for it.';
COMMENT ON COLUMN metric.value_base IS 'The value in unit_base; null where that is.';
COMMENT ON COLUMN metric.value_max_base IS 'Upper end of a range in unit_base; null means no range.';
COMMENT ON COLUMN metric.currency IS 'ISO 4217 code of an amount of money; null means no money.';
COMMENT ON COLUMN metric.measure IS 'flow (over a time), stock (at an instant), average, ratio or index; of a change, that of what changed. Null for places in an order and for lengths of time.';
COMMENT ON COLUMN metric.modality IS 'What the text claims: actual, preliminary (初步核算), forecast (预计), target (力争, 将新建), capacity (可容纳, 设计) or standard (不得超过, 补助标准).';
COMMENT ON COLUMN metric.place IS 'Where what is counted took place, when that is not the subject; null means not stated.';
COMMENT ON COLUMN metric.partner IS 'The other side of trade, aid or traffic; null means not stated.';
COMMENT ON COLUMN metric.reported_by IS 'Who says the figure, as the sentence names it; null means not stated.';
COMMENT ON COLUMN metric.dimensions IS 'What part is counted, as name=value in the order of the names (direction=export, mode=rail); empty means no part is named.';
COMMENT ON COLUMN metric.span IS 'How the figure fills its period: instant, single, ytd, since or custom; null where no period is stated.';
COMMENT ON COLUMN metric.base IS 'Of a change, what it is measured against: yoy (同比), mom (环比) or named (比2019年); null means not stated.';
COMMENT ON COLUMN metric.base_period IS 'The period that the base names, written as period is; null where the text names none.';
COMMENT ON COLUMN metric.price_basis IS 'Of money and of its growth: nominal, real (扣除价格因素), comparable (可比价), or unknown where a growth says nothing of prices; null for other figures.';
COMMENT ON COLUMN metric.of_metric IS 'fact_key of the figure that a change or share is about; null means none is stated.';
COMMENT ON COLUMN metric.whole IS 'Of a share: what it is a share of, in the words of the text; null means not stated.';
COMMENT ON TABLE indicator IS 'One row per indicator that figures name: a row of lexicons/indicator.csv, as it was defined when figures that name it were published last.';
