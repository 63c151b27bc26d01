"""A sentence in; the quantities it states out, with what each is of."""
