"""The text of an HTML tree, block by block: for what is all content, and for what a finer reader finds nothing in."""

from collections.abc import Iterator

from lxml.html import HtmlElement

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
_HIDDEN_NAMES = "head script style noscript template title svg math select button textarea"
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HIDDEN = frozenset(_HIDDEN_NAMES.split())


def block_text(tree: HtmlElement) -> str:
    """The visible text of ``tree``, blanks joined, each block of it a paragraph of its own."""
    blocks = (" ".join("".join(pieces).split()) for pieces in _pieces(tree))
    return "\n\n".join(block for block in blocks if block)


def _pieces(tree: HtmlElement) -> Iterator[list[str]]:
    """Runs of text between the borders of blocks; walks without recursion, for trees of any depth."""
    current: list[str] = []
    waiting: list[tuple[HtmlElement, bool]] = [(tree, False)]
    while waiting:
        element, done = waiting.pop()
        name = element.tag if isinstance(element.tag, str) else ""
        if name in _BLOCKS:
            yield current
            current = []
        if done or not name or name in _HIDDEN:
            current.append(element.tail or "" if element is not tree else "")
            continue
        current.append("\n" if name == "br" else element.text or "")
        waiting.append((element, True))
        waiting.extend((child, False) for child in reversed(element))
    yield current
