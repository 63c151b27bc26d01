"""An article in; every place where a name stands out, with the whole name."""
