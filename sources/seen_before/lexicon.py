"""Words that say the same in a claim, and words that say nothing of their own. Plain Python."""

from collections.abc import Mapping
from functools import lru_cache

from sources.stance.words import FAINT_STEMS, STOP_WORDS, stem, word_set

# Each line is one meaning; the first word stands for all. What turns a claim round is never in one line.
_SYNONYMS = """
rise increase climb grow jump surge soar gain swell upturn growth rises increased higher uptick
fall drop decline decrease shrink plunge slump tumble dip downturn
cut reduce lower slash trim axe reduction curb
raise hike boost
approve adopt pass endorse ratify approval backed
reject refuse
close shut closure shutter
open reopen inaugurate opening
buy purchase acquire acquisition bought
sell sale sold
build construct construction erect built
destroy demolish raze flatten wreck topple level
begin start commence launch
end finish conclude cease
die perish death dead deceased fatality killed kill
injure wound hurt injury wounded
murder assassinate
arrest detain arrested detention
jail imprison prison imprisoned
win victory won triumph winner
defeat beat overcome
lose loss
attack assault raid
bomb shell bombard
help aid assist assistance support
fund finance subsidise subsidize bankroll
pay spend expenditure spending
cost price
buyer purchaser
employ hire recruit
job post
worker employee staffer labourer laborer
unemployment joblessness jobless unemployed
company firm business corporation enterprise maker manufacturer operator
factory plant mill
car automobile vehicle
lorry truck
train railway rail
road street
aeroplane airplane plane aircraft jet
ship vessel boat
doctor physician medic
teacher schoolteacher educator
student pupil schoolchild
child kid youngster infant
woman female
man male
old elderly senior
young youth
home house dwelling household
flat apartment
resident inhabitant dweller citizen
voter elector electorate
lawmaker legislator deputy parliamentarian
parliament legislature assembly
government administration
mayor mayoress
police constabulary
soldier troop serviceman
army military
weapon arm
rebel insurgent guerrilla
prisoner inmate
lawyer attorney solicitor
judge magistrate
court tribunal
law legislation statute
tax levy duty
ban prohibit forbid outlaw prohibition
allow permit authorise authorize
vote ballot
election poll
debt borrowing
deficit shortfall
surplus excess
wage pay salary earn earning
income revenue receipt
profit gain
money cash
poor impoverished
rich wealthy affluent
cancer tumour tumor
illness disease sickness ailment
vaccine jab inoculation vaccination vaccinate
hospital clinic infirmary
medicine drug medication
infect contract infection
pollution contamination pollute contaminate
emission discharge emit
flood inundation flooding inundate
fire blaze wildfire
storm gale hurricane cyclone typhoon
earthquake quake tremor
forest woodland woods
oil petroleum crude
sun solar
big large huge major
small little tiny
fast quick rapid quickly rapidly swift
important significant key
famous renowned
dangerous hazardous unsafe
safe secure
legal lawful
illegal unlawful illicit
foreign overseas
immigrant migrant immigration migration
border frontier
country nation state
region area district province
city town municipality municipal
village hamlet
island isle
airport airfield
harbour harbor port
pier jetty quay
university college
film movie picture
actor actress performer
singer vocalist
writer author write novelist penned
direct director
team squad side
match game
coach trainer
championship title
scientist researcher
study survey
discover find
founded establish foundation
create produce production make manufacture
use consume consumption usage
farmer grower
harvest crop
bank lender
loan credit
invest investment
share stock
store shop retailer
customer client shopper consumer
own possess owner
rent lease
move relocate relocation transfer
travel journey
visit tour
tourist visitor holidaymaker
arrive come
leave depart
resign resignation quit
appoint name nominate appointment
choose select pick
chief leader boss
talk negotiation negotiate
agree agreement deal accord pact
promise pledge vow
plan intend
announce declare unveil announcement
warn caution
accuse charge
corruption graft
double twofold
triple treble threefold
average mean
annual yearly annually
abroad overseas
nationwide countrywide
worldwide global globally
free gratis
receive get
give grant award donate
send dispatch
need require requirement
repair fix mend
remove withdraw removal scrap abolish
damage harm
protect protection
improve improvement
compulsory mandatory obligatory
voluntary optional
dismiss sack
carry transport convey
cannabis marijuana
bribe kickback
pensioner retiree
predict expect forecast
volcano volcanic
mobile cellphone cellular
cargo freight
crash accident collision
electricity power
libel defamation slander
outside beyond
finish complete
tall high
shelter accommodate
protester demonstrator
adult grownup
coast coastline shore
rain rainfall
mayor mayoral
president presidential
parliament parliamentary
region regional
heart cardiac
lung pulmonary
nuclear atomic
cigarette tobacco
kidnap abduct abduction
hostage captive
evidence proof
guilty culpable
innocent blameless
verdict ruling
veto block
debate discuss discussion
spokesman spokeswoman spokesperson
chairman chairwoman chair chairperson
summit conference
treaty convention
embargo sanction
strike walkout
plane airliner
pilot aviator
drown drowning
expand enlarge expansion extend
widen broaden
delay postpone postponement
speed velocity
teenager adolescent teen
pregnancy pregnant
marry marriage wed
divorce separation
bury burial
memorial monument
statue sculpture
museum gallery
theatre playhouse
exhibition exhibit
photograph photo
video footage clip
newspaper paper
magazine periodical
journalist reporter
interview conversation
publish publication print
edition issue
email mail
website site
hacker hack
password passcode
phone telephone
rocket missile
astronaut cosmonaut
species breed
extinct extinction
endangered threatened
poach poacher
hunt hunter hunting
dog hound canine
cat feline
horse mare
sheep lamb
bird fowl
insect bug
rubbish garbage waste trash
recycle recycling
plastic polymer
pesticide herbicide
fertiliser fertilizer
shareholder stockholder
bankrupt bankruptcy insolvent insolvency
merge merger
takeover buyout
pension retirement retire
welfare benefits
insurance insure
mortgage homeloan
tenant renter
landlord landowner
hunger starvation starve
famine starving
obesity obese overweight
diabetes diabetic
infect infected
epidemic outbreak
quarantine isolation
surgery operation operate
diagnose diagnosis
painkiller analgesic
alcohol liquor booze
drunk intoxicated
sober abstinent
addict addiction addicted
gamble gambling betting bet
therapy treatment
decide decision
bicycle bike
infant baby newborn
vanish disappear
cancel annul
"""
_PHRASES: Mapping[tuple[str, ...], str] = {
    tuple(words.split()): meaning
    for words, meaning in {
        "gave the go-ahead to": "approve",
        "voted against": "oppose",
        "votes against": "oppose",
        "vote against": "oppose",
        "was against": "oppose",
        "are against": "oppose",
        "in favour of": "support",
        "in favor of": "support",
        "protects against": "prevent",
        "protect against": "prevent",
        "protected against": "prevent",
        "leads to": "cause",
        "lead to": "cause",
        "led to": "cause",
        "results in": "cause",
        "resulted in": "cause",
        "to blame for": "cause",
        "was paid for by": "fund",
        "were paid for by": "fund",
        "paid for": "fund",
        "are paid": "wage",
        "is paid": "wage",
        "were paid": "wage",
        "was paid": "wage",
        "came up with": "invent",
        "called back": "recall",
        "called off": "cancel",
        "calls off": "cancel",
        "thrown away": "discard",
        "throws away": "discard",
        "threw away": "discard",
        "dug up": "unearth",
        "burned down": "burn",
        "burnt down": "burn",
        "came down": "crash",
        "took to court": "sue",
        "taken to court": "sue",
        "took down": "delete",
        "takes down": "delete",
        "made up": "fabricate",
        "head office": "headquarters",
        "retired people": "pensioner",
        "grown - ups": "adult",
        "car maker": "carmaker",
        "car company": "carmaker",
        "car manufacturer": "carmaker",
        "in contrast to": "unlike",
        "in debt to": "owe",
        "twice as": "",
        "close to": "",
        "going to": "",
        "set to": "",
        "due to": "",
        "about to": "",
        "owing to": "",
        "as a result of": "",
        "a lot of": "",
        "a number of": "",
        "as well as": "",
        "at the age of": "",
        "on board": "",
        "so far": "",
        "in total": "",
        "all in all": "",
        "the fact that": "",
        "gave the green light to": "approve",
        "gives the green light to": "approve",
        "voted in favour of": "approve",
        "voted in favor of": "approve",
        "voted for": "approve",
        "voted through": "approve",
        "signed off on": "approve",
        "voted down": "reject",
        "turned down": "reject",
        "shut down": "close",
        "closed down": "close",
        "put up": "build",
        "tore down": "destroy",
        "torn down": "destroy",
        "pulled down": "destroy",
        "knocked down": "destroy",
        "went up": "rise",
        "gone up": "rise",
        "going up": "rise",
        "goes up": "rise",
        "went down": "fall",
        "gone down": "fall",
        "going down": "fall",
        "goes down": "fall",
        "lost their lives": "die",
        "lost his life": "die",
        "lost her life": "die",
        "passed away": "die",
        "were killed": "die",
        "was killed": "die",
        "out of work": "unemployment",
        "stepped down": "resign",
        "steps down": "resign",
        "carried out": "do",
        "set up": "founded",
        "took over": "buy",
        "taken over": "buy",
        "bought up": "buy",
        "got rid of": "remove",
        "did away with": "remove",
        "gives off": "emission",
        "gave off": "emission",
        "every year": "annual",
        "each year": "annual",
        "per year": "annual",
        "a year": "annual",
        "per month": "monthly",
        "per week": "weekly",
        "a week": "weekly",
        "every week": "weekly",
        "each week": "weekly",
        "per day": "daily",
        "every month": "monthly",
        "each month": "monthly",
        "a month": "monthly",
        "every day": "daily",
        "each day": "daily",
        "a day": "daily",
        "across the country": "nationwide",
        "around the world": "worldwide",
        "all over the world": "worldwide",
        "in the world": "worldwide",
        "free of charge": "free",
        "at no cost": "free",
        "health care": "healthcare",
        "more than doubled": "double",
        "united states": "usa",
        "united states of america": "usa",
        "u . s": "usa",
        "united kingdom": "uk",
        "u . k": "uk",
        "great britain": "uk",
        "european union": "eu",
        "united nations": "un",
        "prime minister": "premier",
        "head of government": "premier",
        "head of state": "president",
        "town hall": "council",
        "city hall": "council",
        "members of parliament": "lawmaker",
        "member of parliament": "lawmaker",
        "laid off": "dismiss",
        "let go": "dismiss",
        "made redundant": "dismiss",
        "came into force": "effect",
        "comes into force": "effect",
        "took effect": "effect",
        "took place": "happen",
        "taken place": "happen",
        "gave birth to": "bear",
        "high school": "secondary",
        "secondary school": "secondary",
    }.items()
}
LONGEST_PHRASE = max(len(words) for words in _PHRASES)
_SHORT_NAME = 6  # letters: "Marian" is not Maria
_BRITISH = (("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ise", "ize"), ("our", "or"), ("tre", "ter"))
_ALIASES = {
    alias: name
    for name, aliases in {
        "usa": "us u.s america american americans", "uk": "britain british britons", "eu": "european",
        "germany": "german germans", "france": "french", "spain": "spanish spaniards", "italy": "italian italians",
        "china": "chinese", "russia": "russian russians", "japan": "japanese", "india": "indian indians",
        "greece": "greek greeks", "poland": "polish poles", "turkey": "turkish turks", "sweden": "swedish swedes",
        "norway": "norwegian norwegians", "denmark": "danish danes", "finland": "finnish finns", "ireland": "irish",
        "israel": "israeli israelis", "iraq": "iraqi iraqis", "iran": "iranian iranians", "syria": "syrian syrians",
        "ukraine": "ukrainian ukrainians", "canada": "canadian canadians", "mexico": "mexican mexicans",
        "brazil": "brazilian brazilians", "egypt": "egyptian egyptians", "africa": "african africans",
        "switzerland": "swiss", "netherlands": "dutch", "scotland": "scottish scots", "wales": "welsh",
    }.items()
    for alias in aliases.split()
}  # fmt: skip
_OPPOSITES = """
rise/fall raise/cut rise/cut raise/fall approve/reject open/close buy/sell build/destroy begin/end win/lose
defeat/lose help/attack employ/dismiss allow/ban legal/illegal safe/dangerous big/small rich/poor export/import
deficit/surplus profit/loss improve/worsen cause/prevent compulsory/voluntary public/private convict/acquit
arrive/leave give/receive protect/damage support/oppose strong/weak hot/cold male/female man/woman old/young
double/halve create/destroy appoint/dismiss found/remove north/south east/west northern/southern eastern/western
"""
# Words that may be added or dropped without another claim coming of it.
SOFT = frozenset(
    stem(word)
    for word in word_set(
        "total overall altogether currently now already official officially figure figures data statistic statistics "
        "show shows showed level rate amount sum actually really truly fact local mr mrs ms dr sir today recently "
        "exactly approximately roughly estimated estimate nearly almost around according happen do effect so called "
        "lack majority minority age aged half twice also additional further entire whole own different various "
        "available such named called known located situated"
    )
)


def _table() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for line in _SYNONYMS.strip().splitlines():
        head, *others = line.split()
        for word in (head, *others):
            table.setdefault(stem(_spelled(word)), stem(_spelled(head)))
    return table


def _spelled(word: str) -> str:
    """A word in American spelling: "organised" is "organized", "harbour" is "harbor"."""
    for ending, instead in _BRITISH:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending) + instead
    return word


_TABLE = _table()
_AGAINST: frozenset[frozenset[str]] = frozenset(
    frozenset(_TABLE.get(stem(_spelled(word)), stem(_spelled(word))) for word in pair.split("/"))
    for pair in _OPPOSITES.split()
)


@lru_cache(maxsize=16_384)
def meaning(lower: str, *, is_name: bool = False) -> str:
    """What stands for a lower-case word and all that say the same: "jobless" and "unemployed" give one answer.

    A name stands for itself, and a people for its country.
    """
    if lower in _ALIASES:
        return _ALIASES[lower]
    if is_name:
        people = lower.endswith("ian") and len(lower) > _SHORT_NAME
        return stem(lower.removesuffix("n") if people else lower)
    root = stem(_spelled(lower))
    return _TABLE.get(root, root)


def phrase_at(lowers: tuple[str, ...]) -> tuple[str, int] | None:
    """The meaning of the longest phrase that some words begin with, and how many words it has."""
    for length in range(min(LONGEST_PHRASE, len(lowers)), 1, -1):
        found = _PHRASES.get(lowers[:length])
        if found is not None:
            return (meaning(found) if found else ""), length
    return None


def are_opposite(one: str, other: str) -> bool:
    """Whether two meanings exclude each other: "rise" and "fall"."""
    return frozenset((one, other)) in _AGAINST


def is_light(lower: str) -> bool:
    """Whether a word tells little of what a claim is about: stop words, units, words of time."""
    return lower in STOP_WORDS or stem(lower) in FAINT_STEMS
