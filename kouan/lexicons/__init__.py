"""Words as data: CSV files with a header, one word a row, the last column a sentence that the row must explain."""

from kouan.lexicons.reader import LexiconError, read_folder, read_lexicon

__all__ = ["LexiconError", "read_folder", "read_lexicon"]
