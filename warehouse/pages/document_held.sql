-- Why a document, or blocks and facts of it, wait in quarantine or are flagged.
SELECT
    level,
    reason,
    detail,
    attempts
FROM quarantine
WHERE
    status IN ('held', 'failed', 'flagged')
    AND (document_id = $document_id OR subject_id = $document_id)
ORDER BY level, reason
LIMIT $limit;
