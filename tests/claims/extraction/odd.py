"""Texts that are odd as newsrooms' texts are; every name and event in them is made up."""

PLAIN = (
    "Mayor Jonas Weil said on Monday that the old dam at Velmar was safe. “We have measured it twice,” he said. "
    "Ida Roe, an engineer, warned that the third gate had rusted through.\n\n"
)
MARKS = ["“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "»{}«", "„{}“", "„{}”", "‹{}›", "「{}」", "``{}''", "‚{}‘"]
"""Twelve ways to quote."""

ODD = {
    "nothing": "",
    "white space": " \n\t\u2028 ",
    "one word": "Dam",
    "one mark": "“",
    "all capitals": PLAIN.upper(),
    "no capitals": PLAIN.lower(),
    "no punctuation": "".join(letter for letter in PLAIN if letter.isalnum() or letter.isspace()),
    "marks that never close": "“We have measured it, Weil said. “It is safe. He added: “Twice.\n“And again.",
    "marks in marks": "“She told me ‘he said “the dam is old” and left’ and I believed it,” Weil said.",
    "twelve kinds of marks": "\n".join(f"{mark.format('The dam is safe,')} Jonas Weil said." for mark in MARKS),
    "a table": "Gate\tYear\tState\nOne\t1998\tgood\nTwo\t2003\tWeil: “poor”\n" * 6,
    "a list": "Weil said:\n- the dam is safe\n- the gate is shut\n* nobody is hurt\n1. the town is dry\n",
    "a transcript": (
        "MR WEIL: The dam is safe.\nMS ROE: It is not safe.\nQ: Who says so?\nTHE MAYOR: I do. I said so on Monday.\n"
    ),
    "a live blog": (
        "10.42am\nWeil: dam is safe https://example.org/a?b=c\n"
        "10:44 — Roe says it is not pic.example.org/x #velmar @weil\n"
    ),
    "emoji": "😀 Weil said 👍🏽 the dam 👨‍👩‍👧 was safe 😀😀. “🚰” said Roe.",
    "mixed scripts": "Вайль сказал, что дам safe. Weil said that 大坝 is safe. قال فايل إن السد آمن. “Δ” said Roe.",
    "zero-width characters": (
        "Weil\u200b said\u200d that\ufeff the\u2060 dam \u00adwas safe. “\u200bTwice\u200b,” he\u200b said."
    ),
    "combining characters": "We\u0301il sa\u0327id tha\u0308t the dam wa\u0301s safe. " * 3,
    "control characters": "Weil said\x00 that\x07 the dam\x1b[31m was\x7f safe.",
    "a lone surrogate": "Weil said that the dam \ud83d was safe.",
    "a word without end": "Weil said " + "a" * 5000 + " was safe.",
    "he said she said": "he said she said " * 200,
}
