-- title: What waits, and why
-- question: Which inputs, documents and facts were not published, which paragraphs are published damaged, and what would be right?
-- parameters: status=%
SELECT
    level,
    status,
    source,
    location,
    reason,
    detail,
    evidence,
    attempts,
    first_met,
    last_met,
    subject_id
FROM quarantine
WHERE status LIKE $status
ORDER BY status, level, location, reason, subject_id
