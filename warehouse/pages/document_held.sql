-- Why a document, or facts of it, wait in quarantine.
SELECT
    level,
    reason,
    detail,
    attempts
FROM quarantine
WHERE
    status <> 'released'
    AND (subject_id = $document_id OR contains(row_json, $document_id))
ORDER BY level, reason
LIMIT $limit;
