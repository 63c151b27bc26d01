"""Cleaning rules, one file each, in the order of `pipeline.RULES`."""
