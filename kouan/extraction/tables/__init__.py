"""Tables of data in the clean text in, the figures of their cells out: unit, period and indicator are those of row and column."""
