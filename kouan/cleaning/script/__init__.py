"""Text in either script in; the same in Simplified characters out: by line, region and word."""
