"""What waits and what a person says of it in; rows listed, decided and read again out."""
