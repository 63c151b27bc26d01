"""The id of a row in; the way back to its sentence, bytes, rules and run out."""
