"""A warehouse in; the same kept safe, whole and small out."""
