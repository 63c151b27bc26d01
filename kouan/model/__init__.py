"""The nouns: batches, edits and ledger, articles, facts, knowledge."""
