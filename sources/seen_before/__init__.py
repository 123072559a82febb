"""Whether a claim was made before: the same one, or one of the same subject that says something else. Plain Python."""
