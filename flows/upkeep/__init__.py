"""The working data of a project in; its state, its copies and what may go out."""
