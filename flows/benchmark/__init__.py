"""Timing in, figures out: how many characters a second cleaning takes, rule by rule."""
