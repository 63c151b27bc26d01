"""Rows that persons judge: what can be drawn, samples of it, and the judgments as rows."""
