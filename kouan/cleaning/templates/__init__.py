"""Approved lines of page frames: their files in a project's `templates/`, and the index that the rule looks them up in."""

from kouan.cleaning.templates.reader import TemplateError, approved, read_templates

__all__ = ["TemplateError", "approved", "read_templates"]
