"""Text that was decoded by the wrong codec, or a byte out of step: finding it and reading it right."""
