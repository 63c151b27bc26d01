"""The inspection report: rows of the warehouse in, static pages out."""
