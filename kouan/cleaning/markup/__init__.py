"""The text of a page with its HTML in, where its tags stand and what its lines are out."""
