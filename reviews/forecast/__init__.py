"""How likely each undecided review is to make its due time, from what work took on this desk before. Plain Python.

The days ahead are played through many times. People are there as on days like these before, and as much comes in;
everybody works off what he has in the order of its due times and then takes what nobody has; each piece takes as long
as one of its kind that was done before. The share of the plays in which a review is done in time is its chance.
Chances are then corrected by what came of earlier ones. All lengths are working hours.
"""

from reviews.forecast.advice import LIKELY, UNLIKELY, Candidate, to_cut, to_hurry
from reviews.forecast.durations import PRIOR_HOURS, Done, Durations
from reviews.forecast.play import Waiting, Worker, chances
from reviews.forecast.reliability import EDGES, Class, Correction, reliability
from reviews.forecast.rota import NO_ROTA, Opened, Rota, Shift, pause_of, rota_of

__all__ = [
    "EDGES",
    "LIKELY",
    "NO_ROTA",
    "PRIOR_HOURS",
    "UNLIKELY",
    "Candidate",
    "Class",
    "Correction",
    "Done",
    "Durations",
    "Opened",
    "Rota",
    "Shift",
    "Waiting",
    "Worker",
    "chances",
    "pause_of",
    "reliability",
    "rota_of",
    "to_cut",
    "to_hurry",
]
