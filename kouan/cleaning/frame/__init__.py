"""The lines of a page in, which of them are article out."""
