"""Rows as they were and as they are in; what differs out."""
