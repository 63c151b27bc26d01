"""Inputs and what earlier runs saw in; the work that is left out."""
