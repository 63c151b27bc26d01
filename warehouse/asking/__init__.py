"""A question in SQL in; its rows out, from a process that can do nothing else."""
