"""Corrections as a project writes them in, read and checked, and what they make of the rows of a document out."""

from kouan.corrections.reader import CorrectionError, read_corrections

__all__ = ["CorrectionError", "read_corrections"]
