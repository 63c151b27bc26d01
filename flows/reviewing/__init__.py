"""Judging drawn rows: the screen, the sheet, the files that keep verdicts, and the precision they show."""
