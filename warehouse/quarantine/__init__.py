"""What is held in; its rows, decisions and history out."""
