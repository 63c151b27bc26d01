"""Records of what is cited in; citations as text, BibTeX and GB/T 7714, and codebooks, out. No database here."""
