"""A change of rules or a run in; what it does to the archive out."""
