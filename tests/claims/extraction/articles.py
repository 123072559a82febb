"""Fictional articles for the tests of extraction; every name and event in them is made up."""

import datetime as dt

PUBLISHED = dt.date(2021, 3, 12)
"""A Friday."""

HARBOUR = (
    "The Northern Harbour Union (NHU) said it had lost 340 members since the port closed.\n"
    "Cranes stood still on Tuesday after a storm over the town of Velmar.\n"
    "The next day, NHU spokeswoman Ilse Varga said the crews were ready to “work through the night.”\n"
    "“It is a danger to every ship in the bay,” a statement from Mayor Orlan’s office said.\n"
    "On Wednesday, port engineer Captain Tomas Brel confirmed reports that the eastern pier had not been repaired.\n"
    "“We will rebuild,” said Mara Quist, a former harbour master, “and we will pay for it.”\n"
    "Last Saturday, the Velmar Courier reported that the council had spent $4 million on the pier.\n"
    "Capt Brel claimed the pier was safe.\n"
    "He added that nobody was hurt.\n"
    "Was it a coincidence?\n"
)
