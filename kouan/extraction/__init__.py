"""Articles in, mentions, entities, quantities and metrics out."""
