"""The store: SQL migrations, publishing, quarantine, provenance, queries."""
