-- The name that several stories of one document stand under.

ALTER TABLE item ADD COLUMN column_title VARCHAR;
COMMENT ON COLUMN item.column_title IS 'Name of the column and section over it where the document has several stories, as the page has it (国内联播快讯, 新闻早餐·国内); null where there is none.';
