"""Processed documents and labelled ones in, annotations and scores out."""
