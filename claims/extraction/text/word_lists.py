"""Word lists as they are written in this package: words with white space between them."""


def word_set(listed: str) -> frozenset[str]:
    """The set of the words in ``listed``."""
    return frozenset(listed.split())
