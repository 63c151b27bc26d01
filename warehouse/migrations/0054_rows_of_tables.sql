-- Figures are read from tables, too.
COMMENT ON COLUMN metric.sentence IS 'The sentence that states it; of a figure in a table its row, the cells parted by tabs.';
