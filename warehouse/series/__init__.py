"""Figures in, observations out: one row per series, period and vintage, kept up with what is published."""
