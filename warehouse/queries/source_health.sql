-- title: How the sources do
-- question: Of which source is how much held, undated, damaged, or thrown away as page? Where no source is configured, its folder or host stands for it.
-- parameters: source=%
SELECT
    source,
    documents,
    held,
    articles,
    undated,
    without_publisher,
    damaged_characters,
    suspicions,
    removed_percent
FROM source_health
WHERE source LIKE $source
ORDER BY held DESC, documents DESC, source
