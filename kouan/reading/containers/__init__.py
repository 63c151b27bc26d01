"""Files that hold documents: one kind of container, one module."""
