"""Articles in; which of them are copies of one another out."""
