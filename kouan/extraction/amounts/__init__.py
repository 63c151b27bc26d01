"""Text in, quantities out: numerals with units and bounds, money, ranges, ranks, and what is no figure."""
