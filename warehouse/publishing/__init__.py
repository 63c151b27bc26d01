"""Parts of a chunk in; their rows in the tables of the warehouse, versions opened and closed, out."""
