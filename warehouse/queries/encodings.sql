-- title: Encodings and scripts
-- question: How are the documents encoded and written, how sure was that of the least sure one, and what could not be decoded?
SELECT
    encoding,
    script,
    count(*) AS documents,
    min(encoding_margin) AS least_margin,
    sum(undecodable_bytes) AS undecodable_bytes,
    sum(bytes) AS bytes
FROM document
GROUP BY encoding, script
ORDER BY documents DESC, encoding NULLS LAST, script
