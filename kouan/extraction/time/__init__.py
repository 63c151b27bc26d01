"""Text in; the periods it states out, resolved where the article says when."""
