"""The scenes of the demo that leave work to do."""

from factcheck.demo.desk import Cited, Desk
from factcheck.demo.finding import EXACTLY, Wanted
from factcheck.demo.scenes import Scene

STORM = Cited("wire-storm-2023", "Two people were killed", "contradicts")
SPILL = Cited("wire-lake-fine", "discharged into Lake Orrin for eleven hours", "context", "One night, not three years.")
HOSPITAL = Cited("hospital-note", "treated four people", "contradicts")
OWNER = Cited("wire-fire", "No one was injured", "context", "Repeats what the owner said; no source of its own.")
COUGHS = Cited("hospital-note", "All four could leave the hospital", "context", "On residents and on the way home.")
REPAIR = Cited("inspection-report", "all 36 supports would take about 14 months", "corroborates")
BERTHS = Cited("inspection-report", "inner berths can stay in use", "context", "It would open most of the pier sooner.")
SLOW = Cited("inspection-report", "has grown slowly over ten years", "corroborates")
NITRATE = Cited("lake-monitoring", "reached 58 milligrams per litre", "contradicts")


def play_doubted(desk: Desk) -> None:
    """Two answers differ: is a claim true that leaves out the other half?"""
    cast = desk.cast
    desk.ask_for_second("The islanders will plan by this number.")
    desk.assign(cast.rolf)
    desk.assign(cast.rosa)
    desk.cite(REPAIR, by=cast.rolf)
    desk.cite(BERTHS, by=cast.rosa)
    desk.assess("true", "The survey says 14 months for all supports.", by=cast.rolf)
    desk.assess("mixed", "14 months for everything, but five for the two supports that matter.", by=cast.rosa)


def play_ready(desk: Desk) -> None:
    """Decided, and waiting for an editor."""
    cast = desk.cast
    desk.assign(cast.rosa, by=cast.rosa)
    desk.cite(SLOW, by=cast.rosa)
    desk.assess(
        "mostly-true", "There were cracks in 2015 already; but the number has risen from 31 to 120.", by=cast.rosa
    )


def play_returned(desk: Desk) -> None:
    """Decided, and returned with a note; meanwhile the agency corrects its report."""
    cast = desk.cast
    desk.assign(cast.rosa)
    desk.cite(STORM, by=cast.rosa)
    desk.assess("false", "Two people died.", by=cast.rosa)
    desk.send_back("Please say how they died, and ask the fire service: we have only the agency so far.", by=cast.edda)
    desk.find_changed(STORM)


def play_half(desk: Desk) -> None:
    """An accusation: the first of two blind assessments is in."""
    cast = desk.cast
    desk.ask_for_second("A company is accused of a crime.")
    desk.assign(cast.rosa)
    desk.assign(cast.rolf)
    desk.cite(SPILL, by=cast.rosa)
    desk.assess(
        "unproven",
        "One spill of eleven hours is on record. We found nothing about three years, and Mr Arden showed nothing.",
        by=cast.rosa,
    )


def play_weighed(desk: Desk) -> None:
    """Assigned, its evidence weighed: accepted, rejected, and with another stance than the machine's."""
    cast = desk.cast
    desk.assign(cast.rosa)
    desk.cite(HOSPITAL, by=cast.rosa)
    desk.reject(OWNER, by=cast.rosa)
    desk.cite(COUGHS, by=cast.rosa)


def play_overdue(desk: Desk) -> None:
    """Assigned, and its time is up."""
    desk.assign(desk.cast.rolf)
    desk.make_overdue(3)


def play_released(desk: Desk) -> None:
    """Taken and put back: open again, with evidence that somebody has accepted."""
    cast = desk.cast
    desk.assign(cast.rolf)
    desk.cite(NITRATE, by=cast.rolf)
    desk.release("I worked for the agency until last year; somebody else should judge this.", by=cast.rolf)


def play_assigned(desk: Desk) -> None:
    """Assigned, and nothing done yet."""
    desk.assign(desk.cast.rosa)


def play_cancelled(desk: Desk) -> None:
    """Closed without a verdict."""
    desk.cancel("A judgement about governments past; no facts could settle it.")


def play_discarded(desk: Desk) -> None:
    """Set aside."""
    desk.discard("A private person about her own cellar; nothing for us to check.")


def play_revised(desk: Desk) -> None:
    """Written so that it stands alone; searched and opened again."""
    desk.revise("Four in ten apprentices hired under the Apprenticeship Act left within six months.")


def play_marked(desk: Desk) -> None:
    """Marked by a person; the machine did not see a claim there."""
    desk.assign(desk.cast.rolf)


UNSETTLED = (
    Scene(
        "repairs", "two blind assessments that differ: disputed",
        Wanted("pier", "the repairs would take 14 months", "The repairs of the pier will take 14 months.",
               "Mara Lindt"),
        play_doubted,
    ),
    Scene(
        "slow damage", "decided, to be published",
        Wanted("pier", "It did not come overnight, and it was visible ten years ago.",
               "The damage to the pier was visible ten years ago.", "Ines Okafor"),
        play_ready,
    ),
    Scene(
        "city", "assigned",
        Wanted("pier", "Nobody told the city that the whole pier had to close",
               "Nobody told the city that the whole pier had to close.", "Jonas Weil"),
        play_assigned,
    ),
    Scene(
        "deaths", "returned with a note, and its source has changed since",
        Wanted("seawall", "No one was killed.", "No one was killed in the storm of October 2023."),
        play_returned,
    ),
    Scene(
        "accusation", "an accusation: the first of two blind assessments is in",
        Wanted("lake", "pumping untreated waste water into the lake for at least three years",
               "Tessar pumped untreated waste water into Lake Orrin for at least three years.", "Nils Arden"),
        play_half,
    ),
    Scene(
        "injured", "assigned, evidence accepted, rejected and restated",
        Wanted("fire", "no one was injured", "No one was injured in the fire.", "Corvane Logistics"),
        play_weighed,
    ),
    Scene(
        "plant jobs", "overdue",
        Wanted("lake", "380 jobs were at risk", "380 jobs at the plant are at risk.", "Tomas Eide"),
        play_overdue,
    ),
    Scene(
        "nitrate", "released, open again",
        Wanted("lake", "nitrate near the outlet reached 48 milligrams per litre in November",
               "Nitrate near the outlet reached 48 milligrams per litre in November 2025.", "Environment Agency"),
        play_released,
    ),
    Scene(
        "quote", "assigned: a quotation that the transcript has in other words",
        Wanted("seawall", "Not one house behind this wall will flood in our lifetime",
               "Not one house behind the wall will flood in our lifetime.", "Elin Torvald"),
        play_assigned,
    ),
    Scene(
        "government", "cancelled",
        Wanted("jobs", "No government before us has brought so many young people into work in so little time",
               "No government before brought so many young people into work in so little time.", "Petra Halloran"),
        play_cancelled,
    ),
    Scene(
        "cellar", "a discarded claim",
        Wanted("seawall", "I have pumped out my cellar four times", "Rut Halvorsen pumped out her cellar four times.",
               "Rut Halvorsen"),
        play_discarded,
    ),
    Scene(
        "apprentices", "a revised claim, searched again",
        Wanted("jobs", "four in ten apprentices hired under the law had left within six months",
               "Four in ten apprentices hired under the law had left within six months.", "Chamber of Trades"),
        play_revised,
    ),
    Scene(
        "joinery", "a claim that a person marked",
        Wanted("jobs", "a joinery with twelve employees in Brackwater",
               "Greta Moss runs a joinery with twelve employees in Brackwater.", at_least=EXACTLY),
        play_marked,
    ),
)  # fmt: skip
