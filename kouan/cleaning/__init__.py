"""Text in, edits out: the rules, their order, and what they know."""
