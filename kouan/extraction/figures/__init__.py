"""A quantity in its sentence in, what is counted, how it is counted and claimed, and against what, out."""
