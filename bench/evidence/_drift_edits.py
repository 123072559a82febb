"""Seeded edits of a page: to what a cited passage says, and to everything around it that says nothing."""

import random
import re
from collections.abc import Callable

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring, fragments_fromstring

from bench.evidence._drift_pages import BLURBS, MONTHS, NAMES
from sources.chunking import sentences

NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
DATED = re.compile(
    r"\b(?:" + "|".join(MONTHS) + r")\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:19|20)\d\d\b"
)
NAMED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?")
VERB = re.compile(r"\b(?:is|was|were|has|will|had|would|are|can|could|should|may)\b(?! not)")
NEGATED = re.compile(r" (?:not|never)\b|\bno (?=\w)")
QUALIFIERS = ("reportedly ", "allegedly ", "up to ", "about ", "at least ", "nearly ", "only ")
TAILS = (", according to the operator", ", though others doubt it", ", officials believe", " in the worst case")


def change_number(text: str, chance: random.Random) -> str | None:
    found = [item for item in NUMBER.finditer(text) if not DATED.fullmatch(item.group())]
    if not found:
        return None
    item = chance.choice(found)
    digits = [place for place, mark in enumerate(item.group()) if mark.isdigit()]
    place = chance.choice(digits)
    old = item.group()[place]
    new = chance.choice([digit for digit in "123456789" if digit != old])
    return text[: item.start() + place] + new + text[item.start() + place + 1 :]


def change_name(text: str, chance: random.Random) -> str | None:
    found = [item for item in NAMED.finditer(text) if not DATED.search(item.group())]
    if not found:
        return None
    item = chance.choice(found)
    new = chance.choice([name for name in NAMES if not set(name.split()) & set(item.group().split())])
    return text[: item.start()] + (new if " " in item.group() else new.split()[1]) + text[item.end() :]


def change_date(text: str, chance: random.Random) -> str | None:
    found = list(DATED.finditer(text))
    if not found:
        return None
    item = chance.choice(found)
    old = item.group()
    if old.isdigit():
        new = str(int(old) + chance.choice((-3, -1, 1, 2, 10)))
    elif old in MONTHS:
        new = chance.choice([month for month in MONTHS if month != old])
    else:
        new = chance.choice([day for day in ("Monday", "Tuesday", "Thursday", "Saturday") if day != old])
    return text[: item.start()] + new + text[item.end() :]


def change_negation(text: str, chance: random.Random) -> str | None:
    negated = list(NEGATED.finditer(text))
    if negated and chance.random() < 0.5:
        item = chance.choice(negated)
        return text[: item.start()] + text[item.end() :]
    verbs = list(VERB.finditer(text))
    if not verbs:
        return None
    item = chance.choice(verbs)
    return f"{text[: item.end()]} not{text[item.end() :]}"


def drop_sentence(text: str, chance: random.Random) -> str | None:
    spans = list(sentences(text))
    if len(spans) < 2:
        return None
    gone = chance.choice(spans)
    return " ".join(span.cut(text) for span in spans if span != gone)


def add_qualifier(text: str, chance: random.Random) -> str | None:
    if chance.random() < 0.4 and text.endswith("."):
        return f"{text[:-1]}{chance.choice(TAILS)}."
    verbs = [item.end() + 1 for item in VERB.finditer(text)]
    numbers = [item.start() for item in NUMBER.finditer(text) if not DATED.fullmatch(item.group())]
    places = verbs + numbers
    if not places:
        return None
    place = chance.choice(places)
    return text[:place] + chance.choice(QUALIFIERS) + text[place:]


def add_sentence(text: str, chance: random.Random) -> str | None:
    spans = list(sentences(text))
    place = chance.choice(spans).end
    added = chance.choice(
        ("The operator disputes this.", "That figure has since been challenged.", "He later took it back.")
    )
    return f"{text[:place]} {added}{text[place:]}"


SEEDS: dict[str, Callable[[str, random.Random], str | None]] = {
    "number": change_number,
    "name": change_name,
    "date": change_date,
    "negation": change_negation,
    "dropped sentence": drop_sentence,
    "added qualifier": add_qualifier,
    "added sentence": add_sentence,
}
CORRECTIONS = (
    "Correction: an earlier version of this article gave another figure for the repair.",
    "This article was amended on 4 March 2026 to correct the name of the chair.",
    "Editor's correction (4 March): the bridge was opened in the spring, not in autumn.",
    "Correction, March 4, 2026: An earlier version of this story misstated the vote.",
    "This story has been corrected to show that the fine was paid late.",
    "Clarification: the board had seen a draft of the report, not the report itself.",
    "An earlier version of this article said that the pier was closed. We regret the error.",
)


def add_correction(tree: HtmlElement, paragraph: HtmlElement, chance: random.Random) -> None:
    """Put a correction note before the text, behind it, or into the footer of the article."""
    note = fragment_fromstring(
        chance.choice(('<p class="correction">{}</p>', "<p><em>{}</em></p>", "<footer><p>{}</p></footer>")).format(
            chance.choice(CORRECTIONS)
        )
    )
    parent = paragraph.getparent()
    parent.insert(chance.choice((0, len(parent))), note)


def set_text(paragraph: HtmlElement, text: str) -> None:
    """Make ``text`` all that a paragraph holds."""
    tail = paragraph.tail
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.text, paragraph.tail = text, tail


Paragraphs = list[HtmlElement]


def _between(paragraphs: Paragraphs, chance: random.Random, markup: str) -> None:
    paragraph = chance.choice(paragraphs)
    new = fragment_fromstring(markup)
    new.tail, paragraph.tail = paragraph.tail, "\n"
    paragraph.addnext(new)


def put_in_ad(_tree: HtmlElement, paragraphs: Paragraphs, chance: random.Random) -> None:
    frame = chance.choice(
        (
            '<div class="ad"><span>Advertisement</span><p>{}</p></div>',
            '<aside class="promo"><p>Sponsored</p><p><a href="/ad">{}</a></p></aside>',
            '<div><p class="ad-label">Story continues below advertisement</p></div>',
            "<p>Advertisement</p>",
        )
    )
    _between(paragraphs, chance, frame.format(chance.choice(BLURBS).replace("&", "&amp;")))


def put_in_related(_tree: HtmlElement, paragraphs: Paragraphs, chance: random.Random) -> None:
    frame = chance.choice(
        (
            '<p><strong>Read more:</strong> <a href="/x">{}</a></p>',
            '<div class="related"><h4>Related</h4><ul><li><a href="/x">{}</a></li></ul></div>',
            '<aside><h3>More on this story</h3><a href="/x">{}</a></aside>',
        )
    )
    _between(paragraphs, chance, frame.format(chance.choice(BLURBS).replace("&", "&amp;")))


def put_in_box(_tree: HtmlElement, paragraphs: Paragraphs, chance: random.Random) -> None:
    box = chance.choice(
        (
            '<div class="newsletter"><p>Sign up for our daily newsletter</p><form><input></form></div>',
            '<div class="share"><a href="#">Share on Facebook</a> <a href="#">Copy link</a></div>',
            '<figure><img src="a.jpg"><figcaption>Photo: A. Lund / The Coast Courier</figcaption></figure>',
            '<div class="cookie"><p>We use cookies to improve your experience. Accept or change.</p></div>',
        )
    )
    _between(paragraphs, chance, box)


def change_stamp(tree: HtmlElement, paragraphs: Paragraphs, chance: random.Random) -> None:
    stamp = f"Last updated: {chance.randint(1, 28)} March 2026, {chance.randint(10, 23)}:{chance.randint(10, 59)} GMT"
    for element in tree.iter("p"):
        if element.get("class") == "stamp":
            element.text = chance.choice((stamp, f"{chance.randint(2, 20)} hours ago"))
            return
    paragraphs[0].addprevious(fragment_fromstring(f"<p>{stamp}</p>"))


def change_counts(tree: HtmlElement, _paragraphs: Paragraphs, chance: random.Random) -> None:
    for element in tree.iter("div", "h3", "span"):
        if element.text and "omments" in element.text:
            element.text = re.sub(r"\d+", str(chance.randint(2, 900)), element.text)
    body = next(tree.iter("body"))
    body.append(fragment_fromstring(f'<div class="counts">{chance.randint(2, 900)} comments · 1.2k shares</div>'))


def curl_quotes(_tree: HtmlElement, paragraphs: Paragraphs, chance: random.Random) -> None:
    straight = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-"})
    for paragraph in paragraphs:
        for element in paragraph.iter():
            element.text = _other_quotes(element.text, straight)
            if element is not paragraph:
                element.tail = _other_quotes(element.tail, straight)


def _other_quotes(text: str | None, straight: dict[int, str]) -> str | None:
    if not text:
        return text
    if any(mark in text for mark in "“”’"):
        return text.translate(straight)
    return re.sub(r"(?<=\w)'(?=\w)", "’", re.sub(r'"([^"]{1,400})"', r"“\1”", text))


def change_spaces(_tree: HtmlElement, paragraphs: Paragraphs, chance: random.Random) -> None:
    for paragraph in paragraphs:
        for element in paragraph.iter():
            element.text = _other_spaces(element.text, chance)


def _other_spaces(text: str | None, chance: random.Random) -> str | None:
    if not text:
        return text
    way = chance.randrange(4)
    if way == 0:
        return text.replace(" ", "\n      ", 3)
    if way == 1:
        return text.replace(" percent", "\u00a0percent").replace(". ", ".  ")
    if way == 2:
        return re.sub(r"(\d),(\d{3})", "\\1\u202f\\2", text)
    return re.sub(r"([a-z]{5})([a-z]{4})", "\\1\u00ad\\2", text, count=4)


def mix_menu(tree: HtmlElement, _paragraphs: Paragraphs, chance: random.Random) -> None:
    for element in tree.iter("ul", "ol"):
        items = list(element)
        if 1 < len(items) < 40 and not any(len(item.text_content()) > 120 for item in items):
            chance.shuffle(items)
            element[:] = items


def try_headline(tree: HtmlElement, paragraphs: Paragraphs, chance: random.Random) -> None:
    inside = {link for paragraph in paragraphs for link in paragraph.iter("a")}
    links = [link for link in tree.iter("a") if link.text and len(link.text) > 12 and link not in inside]
    for link in links:
        link.text = chance.choice(BLURBS)
    body = next(tree.iter("body"))
    body.insert(
        0, fragments_fromstring(f"<nav><a href='/live'>{chance.choice(BLURBS).replace('&', '&amp;')}</a></nav>")[0]
    )


def mark_up(_tree: HtmlElement, paragraphs: Paragraphs, chance: random.Random) -> None:
    """Make a link or bold print of some words of a paragraph."""
    plain = [paragraph for paragraph in paragraphs if len(paragraph) == 0 and paragraph.text]
    if not plain:
        return
    paragraph = chance.choice(plain)
    words = paragraph.text.split(" ")
    if len(words) < 8:
        return
    place = chance.randrange(2, len(words) - 4)
    element = etree.SubElement(paragraph, chance.choice(("a", "b", "em", "span")), href="/topic")
    element.text = " ".join(words[place : place + 2])
    element.tail = " " + " ".join(words[place + 2 :])
    paragraph.text = " ".join(words[:place]) + " "


def rename(tree: HtmlElement, _paragraphs: Paragraphs, chance: random.Random) -> None:
    """Another template: other classes, and a box around each block."""
    for element in tree.iter("div", "section", "article", "p"):
        element.set("class", f"{element.get('class', '')} css-{chance.randrange(10**6):x}".strip())


def new_footer(tree: HtmlElement, _paragraphs: Paragraphs, chance: random.Random) -> None:
    body = next(tree.iter("body"))
    body.append(fragment_fromstring("<div><p>© 2027 The Coast Courier. All rights reserved.</p></div>"))


TRIMMINGS: dict[str, Callable[[HtmlElement, Paragraphs, random.Random], None]] = {
    "advertisement": put_in_ad,
    "related links": put_in_related,
    "boxes and captions": put_in_box,
    "timestamp": change_stamp,
    "comment counts": change_counts,
    "quotes": curl_quotes,
    "white space": change_spaces,
    "menu order": mix_menu,
    "teaser headlines": try_headline,
    "inline markup": mark_up,
    "template": rename,
    "footer": new_footer,
}
