"""Findings as a linter prints them, and what `kouan check` and `kouan clean` say.

from kouan.linting.checking import check, clean, clean_documents, clean_files
"""
