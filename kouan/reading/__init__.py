"""Bytes in, text out: files, their encodings."""
