"""News sentences labelled for check-worthiness: their places in public corpora and their labels, never their texts."""
