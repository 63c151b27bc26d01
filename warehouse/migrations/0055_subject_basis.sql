-- An analyst sees which subjects are said beside their figure, and which are those of the whole article.
ALTER TABLE metric ADD COLUMN subject_basis VARCHAR;
COMMENT ON COLUMN metric.subject_basis IS 'Where the article says the subject: in the clause of the figure (by a name or a word for it; of a cell of a table, in its heads), elsewhere in its sentence, in its paragraph (the sentences and figures before, the line above a table), or only for the article as a whole (title, lead, whom most of it names). Null without a subject, and where a person corrected it.';
