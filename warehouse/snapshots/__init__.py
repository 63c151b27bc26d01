"""What a publication changed in; the files that readers open brought up to date out."""
