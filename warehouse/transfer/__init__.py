"""A warehouse in; its tables in files that other programs read, and back, out."""
