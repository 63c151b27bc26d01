"""Words in; the articles that hold or name them out."""
