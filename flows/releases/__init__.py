"""What is asked of releases in; releases made, listed, verified and compared, out."""
