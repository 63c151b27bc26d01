"""Page templates: what the lines of a source's documents propose, what persons decided, and the files that keep it."""
