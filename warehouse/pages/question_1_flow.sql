-- en: How many travellers do the ports state, and over what time?
-- zh: 各口岸公布的旅客流量是多少，按什么时间算？
SELECT
    subject,
    indicator_raw,
    surface,
    value::DOUBLE AS value,
    period
FROM current_metric
WHERE unit IN ('人次', '人') AND kind IN ('level', 'rate') AND value >= 1000
ORDER BY value DESC, metric_id, article_id;
