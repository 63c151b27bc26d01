"""Figures frozen under a name: made, listed, compared with what holds later, and cited."""
