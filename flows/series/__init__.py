"""Rows of observations in, what a reader meets out: words, tables, bars."""
