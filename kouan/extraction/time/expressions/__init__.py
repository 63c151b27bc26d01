"""Text in; every expression of time in it out, down to clock times, with the half-open instants it can mean."""
