"""What the pages of claims show, read in a few queries and laid out as plain values. Nothing here writes."""
