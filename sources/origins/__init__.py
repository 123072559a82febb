"""Which documents go back to one report: the signs, the groups, and who has it from whom. Plain Python."""
