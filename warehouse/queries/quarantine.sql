-- title: What waits, and why
-- question: Which inputs, documents and facts were not published, and what would be right?
-- parameters: status=%
SELECT
    level,
    status,
    location,
    reason,
    detail,
    attempts,
    subject_id
FROM quarantine
WHERE status LIKE $status
ORDER BY status, level, location, reason, subject_id
