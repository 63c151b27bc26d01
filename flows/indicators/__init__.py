"""Figures whose indicator nobody has named in; rows for a project's indicator.csv out."""
