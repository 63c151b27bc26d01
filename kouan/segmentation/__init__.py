"""Clean text in, articles out: lines, headline, roles, what the page says of itself, and the record of repairs."""
