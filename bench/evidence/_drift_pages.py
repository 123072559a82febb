"""Invented reports and the pages that an invented newspaper prints around them."""

import html
import random
from dataclasses import dataclass

NAMES = (
    "Mara Lindt", "Tom Okafor", "Ada Lund", "Ines Carvalho", "Piet Halloran", "Ruth Adeyemi", "Jonas Brandt",
    "Leila Haddad", "Victor Osei", "Nora Quist", "Samir Patel", "Greta Holm", "Owen Tierney", "Yuki Tanabe",
    "Clara Benedetti", "Milan Kovac", "Esther Njoroge", "Hugo Lemaire", "Dana Whitlock", "Felix Arendt",
)  # fmt: skip
PLACES = (
    "Halvern", "Port Selby", "Marrick", "Ostby", "Lower Tarn", "Greyhaven", "Castleford Bay", "Nordhem", "Vell",
    "Ashmere", "Kirkwall Sound", "Dunmarrow", "Saltmarsh", "Eastwick", "Brannoch",
)  # fmt: skip
BODIES = (
    "harbour board", "city council", "port authority", "school district", "water company", "health office",
    "transport ministry", "fire service", "audit office", "housing agency", "county court", "energy regulator",
)  # fmt: skip
THINGS = (
    "pier", "bridge", "ferry terminal", "reservoir", "clinic", "tram line", "school", "sea wall", "power station",
    "archive", "market hall", "lighthouse",
)  # fmt: skip
MONTHS = ("January", "February", "March", "April", "June", "July", "September", "October", "November", "December")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SENTENCES = (
    "The {body} will close the {thing} in {place} on {day}, its chair {name} said.",
    "Engineers counted {number} cracks in the {thing}, and {small} of them are longer than a metre.",
    "{name} told the committee that the repair would cost {money} million euros.",
    "The {thing} was opened on {date} and has not been inspected since {year}.",
    "About {percent} percent of the households in {place} had no water for {small} days.",
    "The {body} denied that it had known of the report before {month} {year}.",
    "“We were not told,” said {name}, who heads the {body}. “Nobody asked us.”",
    "According to the {body}, traffic across the {thing} rose by {percent} percent between {year} and {later}.",
    "{name} and {other} signed the contract in {place} on {date}.",
    "The contract was worth {money} million euros, {small} million more than planned.",
    "Of the {number} residents who were asked, {percent} percent said that they had never used the {thing}.",
    "The court in {place} ruled in {month} that the {body} had acted within the law.",
    "{name}, a former engineer of the {body}, called the figures “a fair estimate”.",
    "The work is to begin in {month} and to take {small} months.",
    "Last year {number} passengers used the {thing}, fewer than in {year}.",
    "The {body} has spent {money} million euros on the {thing} since {year}.",
    "There is no evidence that the {thing} is unsafe, the {body} wrote on {day}.",
    "The inspection on {date} found {small} leaks, none of which was repaired.",
    "{other} disputes this: the {thing} was never meant to carry lorries.",
    "In {place} the {body} runs {small} schools with {number} pupils.",
    "The vote was {small} to {few}, with {few} members absent.",
    "Prices in {place} are {percent} percent higher than in {otherplace}, the {body} found.",
    "The minister is expected to visit {place} on {day}.",
    "{name} was elected in {month} {year} and took office on {date}.",
    "Not one of the {small} applications from {place} was refused.",
    "The {body} published the minutes of the meeting of {date} on {day}.",
    "A spokesman for the {body} said that the {thing} would not reopen before {later}.",
    "Since {year} the population of {place} has grown from {number} to {bigger}.",
    "The fine of {money} million euros was paid on {date}.",
    "{name} said: “The {thing} is safe, and it will stay open.”",
)
BLURBS = (
    "Save 20% on winter coats at Brannoch & Sons. Shop now",
    "Win a weekend for two on the coast. Enter here",
    "Ferries: what has changed since the storm",
    "Five walks for a wet Sunday",
    "Why bread costs more than it did",
    "The quiet comeback of the night train",
    "Recipe of the week: leek pie with 3 cheeses",
    "Opinion: the council should listen",
    "Quiz: how well do you know the coast?",
)
SECTIONS = ("News", "Politics", "Coast", "Business", "Culture", "Sport", "Opinion", "Weather", "Puzzles", "Archive")


@dataclass(frozen=True)
class Story:
    """A report: a headline, paragraphs of sentences, and the look of the page that it is printed on."""

    title: str
    author: str
    paragraphs: tuple[tuple[str, ...], ...]
    skin: int


def invent(chance: random.Random) -> Story:
    """A report of four to fourteen paragraphs."""
    place, body, thing = chance.choice(PLACES), chance.choice(BODIES), chance.choice(THINGS)
    order = chance.sample(SENTENCES, len(SENTENCES))
    paragraphs = []
    for _ in range(chance.randint(4, 14)):
        size = chance.choice((1, 2, 2, 3, 3, 4))
        taken, order = order[:size], order[size:]
        if taken:
            paragraphs.append(tuple(_sentence(chance, frame, place, body, thing) for frame in taken))
    title = f"{place}: {body} and the {thing}"
    return Story(title, chance.choice(NAMES), tuple(paragraphs), chance.randrange(6))


def _sentence(chance: random.Random, frame: str, place: str, body: str, thing: str) -> str:
    year = chance.randint(1990, 2020)
    name, other = chance.sample(NAMES, 2)
    number = chance.randint(1_000, 90_000)
    filled = frame.format(
        place=place,
        otherplace=chance.choice([item for item in PLACES if item != place]),
        body=body,
        thing=thing,
        name=name,
        other=other,
        number=f"{number:,}",
        bigger=f"{number + chance.randint(500, 9_000):,}",
        small=chance.randint(4, 40),
        few=chance.randint(2, 3),
        money=f"{chance.randint(11, 990) / 10:.1f}",
        percent=chance.randint(3, 97),
        year=year,
        later=year + chance.randint(1, 6),
        month=chance.choice(MONTHS),
        day=chance.choice(DAYS),
        date=f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {year}",
    )
    return filled[0].upper() + filled[1:]


def print_page(story: Story, chance: random.Random) -> str:
    """The page of a report, with menus, a teaser list, counters and a footer around it."""
    body = "\n".join(f"<p>{html.escape(' '.join(sentences), quote=False)}</p>" for sentences in story.paragraphs)
    menu = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in SECTIONS)
    teasers = "".join(f'<li><a href="/{place}">{text}</a></li>' for place, text in enumerate(chance.sample(BLURBS, 4)))
    head = f"<h1>{html.escape(story.title)}</h1>"
    byline = f'<p class="byline">By {story.author}</p><p class="stamp">Updated 3 March 2026, 14:05 GMT</p>'
    main = _SKINS[story.skin].format(head=head, byline=byline, body=body, teasers=teasers)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(story.title)} | The Coast '
        f"Courier</title></head><body><header><nav><ul>{menu}</ul></nav></header>{main}"
        '<footer><p>© 2026 The Coast Courier. All rights reserved.</p><p><a href="/terms">Terms</a></p></footer>'
        "</body></html>"
    )


_SKINS = (
    "<main><article>{head}{byline}{body}</article><aside><h2>Most read</h2><ul>{teasers}</ul></aside></main>",
    '<div class="wrap"><div class="story">{head}{byline}<div class="story-body">{body}</div></div>'
    '<div class="related"><h3>Related stories</h3><ul>{teasers}</ul></div>'
    '<div class="comments">142 comments</div></div>',
    '<main id="content">{head}{byline}<section>{body}</section></main>'
    '<section class="more"><ul>{teasers}</ul></section>',
    '<div id="page"><article class="post"><header>{head}</header>{byline}<div class="entry-content">{body}</div>'
    '<p class="tags">Tags: coast, council</p></article>'
    '<div id="comments"><h3>Comments (12)</h3><p>First!</p></div></div>',
    "<table><tr><td>{head}{byline}{body}</td><td><ul>{teasers}</ul></td></tr></table>",
    '<article itemscope>{head}{byline}<div class="share"><a href="#">Share</a> <a href="#">Tweet</a></div>{body}'
    '<div class="newsletter"><p>Sign up for our daily newsletter</p></div></article><ul class="teasers">{teasers}</ul>',
)
