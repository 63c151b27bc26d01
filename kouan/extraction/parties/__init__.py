"""A figure and the entities of its article in, who and where it is about, with whom, and who tells it, out."""
