"""The scenes of the demo that end with a verdict."""

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.demo.desk import Asked, Cited, Desk
from factcheck.demo.finding import Wanted


@dataclass(frozen=True, slots=True)
class Scene:
    """One claim and what people do with it; ``shows`` says to the reader of the output what it is there for."""

    name: str
    shows: str
    wanted: Wanted
    play: Callable[[Desk], None]


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict that one reviewer gives on one passage and that an editor publishes."""

    rating: str
    rationale: str
    cited: Cited

    def __call__(self, desk: Desk) -> None:
        """Rosa takes the review and decides, Edda publishes."""
        cast = desk.cast
        desk.assign(cast.rosa, by=cast.rosa)
        desk.cite(self.cited, by=cast.rosa)
        desk.assess(self.rating, self.rationale, by=cast.rosa)
        desk.publish(by=cast.edda)


STEEL = Cited("inspection-report", "lost more than a third of their", "corroborates")
CRACKS = Cited(
    "inspection-report", "120 cracks wider than 0.3", "contradicts", "120, not 1,200: table 2 of the survey."
)
OPENED = Cited("port-register", "opened on 2 June 1958", "contradicts")
PASSENGERS = Cited("ferry-traffic", "412,300 passengers", "corroborates")
SPENDING = Cited("ports-spending", "was cut from 61 million crowns", "contradicts")
YOUTH = Cited("labour-february", "fallen by 4.7 percentage points", "contradicts", "Points, not percent.")
BUDGET = Cited("budget-annex", "will not be finished by 2029", "contradicts")
SEA_LEVEL = Cited("sea-level-study", "rise by 31 centimetres by 2060", "corroborates")
FIRES = Cited("fire-report", "second fire at the site since 2022", "contradicts")

MINISTRY = Asked(
    "Ministry of Infrastructure and Ports",
    "The statistics office has 61 million crowns for 2021 and 44 million for 2024. How is that not a cut?",
    "Press office, Ida Holm, ida.holm@ministry.example, +00 55 010 199",
)


def play_corrected(desk: Desk) -> None:
    """Published as unproven, then corrected when the report came in."""
    cast = desk.cast
    desk.assign(cast.rosa)
    desk.assess("unproven", "The board did not show us the count, and we know of no other.", by=cast.rosa)
    desk.publish(by=cast.edda)
    desk.reopen("The institute has sent us its report.")
    desk.assign(cast.rolf)
    desk.cite(CRACKS, by=cast.rolf)
    desk.assess(
        "false",
        "The survey that the board refers to counted 120 cracks wider than 0.3 millimetres. Narrower ones were not "
        "counted, so no figure of 1,200 can come from it.",
        by=cast.rolf,
    )
    desk.publish(by=cast.edda, note="The inspection report, which we did not have before, gives 120 cracks.")


def play_retracted(desk: Desk) -> None:
    """Published and taken back."""
    cast = desk.cast
    desk.assign(cast.rolf)
    desk.cite(FIRES, by=cast.rolf)
    desk.assess(
        "false", "The incident report of the fire service counts two fires since 2022, not three.", by=cast.rolf
    )
    desk.publish(by=cast.emil)
    desk.retract(
        "The fire service tells us that its report leaves out a fire in an office of the same company.", by=cast.emil
    )


def play_agreed(desk: Desk) -> None:
    """Two reviewers who do not know of each other give the same answer."""
    cast = desk.cast
    desk.revise("Money for the maintenance of ports has not been cut since 2021.")
    desk.ask_for_second("It is about the government's own money.")
    desk.assign(cast.rosa)
    desk.assign(cast.rolf)
    desk.cite(SPENDING, by=cast.rosa)
    desk.assess("false", "Spending fell by 28 percent between 2021 and 2024, says the statistics office.", by=cast.rosa)
    desk.cite(SPENDING, by=cast.rolf)
    desk.assess("false", "61 million crowns in 2021 and 44 million in 2024: that is a cut.", by=cast.rolf)
    desk.ask_for_reply(MINISTRY, by=cast.edda)
    desk.log_answer("The ministry counts loans to the ports as well. Without them the figures are right.", by=cast.edda)
    desk.publish(by=cast.emil)


def play_settled(desk: Desk) -> None:
    """Two answers differ, and an editor settles it."""
    cast = desk.cast
    desk.ask_for_second("A promise with a date, two weeks before an election.")
    desk.assign(cast.rosa)
    desk.assign(cast.rolf)
    desk.cite(BUDGET, by=cast.rosa)
    desk.cite(BUDGET, by=cast.rolf)
    desk.assess("mixed", "The sum is right if the reserve is counted; the year is not.", by=cast.rosa)
    desk.assess("false", "The point was the year, and the government's own budget says 2031.", by=cast.rolf)
    desk.settle(
        "mostly-false",
        "304 million and a reserve of 36 million make 340 million crowns. But the annex to the budget says in so many "
        "words that the wall will not be finished by 2029.",
        by=cast.emil,
    )
    desk.publish(by=cast.edda)


def play_disputed(desk: Desk) -> None:
    """Two answers differ, and nobody has settled it yet."""
    cast = desk.cast
    desk.ask_for_second("A number that will be repeated.")
    desk.assign(cast.rosa)
    desk.assign(cast.rolf)
    desk.cite(YOUTH, by=cast.rosa)
    desk.cite(YOUTH, by=cast.rolf)
    desk.assess("false", "The rate fell by 4.7 percentage points. The minister said 47 percent.", by=cast.rosa)
    desk.assess(
        "mostly-false",
        "From 14.2 to 9.5 is a fall by 33 percent. The direction is right, the figure is not.",
        by=cast.rolf,
    )


def play_decided(desk: Desk) -> None:
    """Decided, and waiting for an editor."""
    cast = desk.cast
    desk.assign(cast.rolf, by=cast.rolf)
    desk.cite(SEA_LEVEL, by=cast.rolf)
    desk.assess("true", "The study says so for its middle scenario.", by=cast.rolf)


SETTLED = (
    Scene(
        "steel", "published",
        Wanted("pier", "two of the pier's 36 supports had lost more than a third of their steel",
               "Two of the pier's 36 supports had lost more than a third of their steel.", "Mara Lindt"),
        Answer("true", "The survey names supports 17 and 18 and gives the loss of steel in words and figures.", STEEL),
    ),
    Scene(
        "cracks", "published, then corrected",
        Wanted("pier", "We counted 1,200 cracks", "The harbour board counted 1,200 cracks.", "Mara Lindt"),
        play_corrected,
    ),
    Scene(
        "opened", "published, against our own article",
        Wanted("pier", "The pier was opened in 1961 and carries all of the ferry traffic between Port Sella and the "
               "Outer Isles.", "The pier at Port Sella was opened in 1961."),
        Answer("false", "The register of the ministry has 2 June 1958. In 1961 the pier was widened.", OPENED),
    ),
    Scene(
        "passengers", "published",
        Wanted("pier", "About 412,000 passengers used it last year.",
               "About 412,000 passengers used the pier at Port Sella in 2025."),
        Answer("true", "412,300, says the statistics office, and there is no second pier.", PASSENGERS),
    ),
    Scene(
        "spending", "two blind assessments that agree, published",
        Wanted("pier", "that money for the maintenance of ports had been cut since 2021",
               "Money for the maintenance of ports has not been cut since 2021.",
               "Ministry of Infrastructure and Ports"),
        play_agreed,
    ),
    Scene(
        "wall", "two blind assessments that differ, settled and published",
        Wanted("seawall", "The government will spend 340 million crowns on a sea wall for the Halvern waterfront and "
               "finish it by 2029",
               "The sea wall for the Halvern waterfront will be finished by 2029.", "Elin Torvald"),
        play_settled,
    ),
    Scene(
        "fires", "published, then retracted",
        Wanted("fire", "It was the third fire at the site since 2022.",
               "The fire in Brackwater was the third at the site since 2022."),
        play_retracted,
    ),
    Scene(
        "youth", "two blind assessments that differ: disputed",
        Wanted("jobs", "Youth unemployment in Aldermark has fallen by 47 percent in a year",
               "Youth unemployment in Aldermark has fallen by 47 percent in a year.", "Petra Halloran"),
        play_disputed,
    ),
    Scene(
        "sea level", "decided, to be published",
        Wanted("seawall", "the sea at Halvern will rise by 31 centimetres by 2060",
               "The sea at Halvern will rise by 31 centimetres by 2060.", "Institute for Coastal Engineering"),
        play_decided,
    ),
)  # fmt: skip
