"""What the pages of the library show, read in a few queries and laid out as plain values. Nothing here writes."""
