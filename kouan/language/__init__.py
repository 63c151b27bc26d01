"""Readers of single numerals and calendar dates, and statistics of characters."""
