"""Rows, messages and lines typed in; what a person sees and asks at a terminal out."""
