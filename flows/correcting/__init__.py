"""What a person says of a row in, a correction of text or of entities that holds out; bad ones are refused before anything is done."""
