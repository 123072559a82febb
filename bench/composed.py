"""Fictional articles made from sentence patterns, the same for the same seed: something to measure time on."""

import random

PEOPLE = (
    ("Ilse Varga", "a spokeswoman for the Northern Harbour Union"),
    ("Tomas Brel", "the port engineer"),
    ("Mara Quist", "a former harbour master"),
    ("Edwin Orlan", "the mayor of Velmar"),
    ("Salome Rudd", "who leads the council of Korin"),
    ("Jonas Teller", "an economist at the Estry Institute"),
    ("Ada Holm", "the deputy minister for roads"),
    ("Pieter Ansbach", "a lawyer for the families"),
)
GROUPS = ("The Northern Harbour Union", "The council of Korin", "The Estry Institute", "The Ministry of Roads")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
FACTS = (
    "the eastern pier would be closed for {number} weeks",
    "{number} crews had worked through the night",
    "the bridge at Halden had cost ${number} million since the flood",
    "nobody had been hurt when the crane fell into the river",
    "the number of ferries had fallen by {number} per cent since the spring",
    "the wall could not be repaired before the winter",
    "the ministry had known of the damage for {number} days",
    "the school would take in {number} more children",
)
QUOTED = (
    "We have lost {number} members, and nobody has told us why",
    "It is a danger to every ship in the bay",
    "The town will pay for it, whatever the ministry says",
    "There were {number} people on the quay that night",
    "We do not think that the dam will hold",
    "That is {number} per cent more than last year",
)
PATTERNS = (
    "{person}, {role}, said on {day} that {fact}.",
    "“{quoted},” {person} said.",
    "“{quoted},” said {surname}, {role}. “{quoted_too}.”",
    "According to {group_inside}, {fact}.",
    "{group} denied reports that {fact}.",
    "{surname} added that {fact}, and warned that {fact_too}.",
    "He told reporters that {fact}.",
    "{group} said in a statement on {day} that {fact}, citing figures from {person}.",
    "{fact_first}, {surname} claimed.",
    "On {day}, {person} confirmed that {fact}.",
    "{fact_first}.",
    "The road from Velmar to Tarn was opened {number} years ago and has been closed twice since.",
    "Last {day}, {number} ships lay in the bay, waiting for the storm to pass.",
    "Critics believe that {fact}.",
)
A_PARAGRAPH = 3


def article(dice: random.Random, words: int) -> str:
    """A headline, a dateline and paragraphs of one to three sentences, at least ``words`` words in all."""
    lines, count = [_headline(dice), f"VELMAR — {sentence(dice)}"], 0
    while count < words:
        lines.append(" ".join(sentence(dice) for _ in range(dice.randint(1, A_PARAGRAPH))))
        count += len(lines[-1].split())
    return "\n\n".join(lines) + "\n"


def text(dice: random.Random, size: int) -> str:
    """One text of about ``size`` bytes, of many articles."""
    parts, length = [], 0
    while length < size:
        parts.append(article(dice, 900))
        length += len(parts[-1].encode())
    return "\n".join(parts)


def sentence(dice: random.Random) -> str:
    """One sentence; about four in five have an attribution."""
    person, role = dice.choice(PEOPLE)
    group = dice.choice(GROUPS)
    fact = _filled(dice, FACTS)
    filled = dice.choice(PATTERNS).format(
        person=person, surname=person.split()[-1], role=role, group=group, group_inside=_lowered(group),
        day=dice.choice(DAYS), fact=fact, fact_too=_filled(dice, FACTS), fact_first=fact[0].upper() + fact[1:],
        quoted=_filled(dice, QUOTED), quoted_too=_filled(dice, QUOTED), number=dice.randint(2, 900),
    )  # fmt: skip
    return filled[0].upper() + filled[1:]


def _headline(dice: random.Random) -> str:
    return f"{dice.choice(GROUPS)}: {_filled(dice, FACTS)}"


def _filled(dice: random.Random, patterns: tuple[str, ...]) -> str:
    return dice.choice(patterns).format(number=dice.randint(2, 900))


def _lowered(words: str) -> str:
    return words[0].lower() + words[1:]
