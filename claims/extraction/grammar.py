"""Closed classes of English words, by which phrases are found without a parser."""

ARTICLES = frozenset("a an the".split())
DETERMINERS = ARTICLES | frozenset(
    """this that these those some any all both each every several many most few more another other such no
    my your his her its our their one two three four five six seven eight nine ten""".split()
)
SUBJECT_PRONOUNS = frozenset("i you he she it we they who which everyone somebody someone others some many both few".split())
PERSONAL = frozenset("i you he she it we they".split())
OBJECT_PRONOUNS = frozenset("me you him her it us them himself herself itself themselves".split())
POSSESSIVES = frozenset("my your his her its our their whose".split())
RELATIVES = frozenset("who which that whom whose where".split())
BE = frozenset("is are was were be been being am 's 're".split())
HAVE = frozenset("has have had having 've".split())
DO = frozenset("do does did".split())
MODALS = frozenset("will would can could shall should may might must ought 'll 'd won't wouldn't can't couldn't shouldn't".split())
NEGATIONS = frozenset(
    "not never n't no longer don't doesn't didn't hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't can't couldn't".split()
)
CONTRACTED = frozenset("don't doesn't didn't hasn't haven't hadn't isn't aren't wasn't weren't".split())
AUXILIARIES = BE | HAVE | DO | MODALS | CONTRACTED
ADVERBS = frozenset(
    """also then later now just only still even again already once twice soon often always ever never not instead further
    rather too yet long first earlier quickly repeatedly recently reportedly allegedly publicly simply largely famously
    apparently seemingly clearly strongly openly previously initially""".split()
)
NOT_ADVERBS = frozenset("family ally rally italy july supply reply assembly only daily early weekly monthly elderly friendly likely fly".split())
PREPOSITIONS = frozenset(
    """of in on at by for from with to about into over under after before during between among against through
    within without across behind near since until toward towards upon via like inside outside despite amid around
    following including""".split()
)
NOUN_PREPOSITIONS = frozenset("of in for at from with on to near against behind about".split())
SUBORDINATORS = frozenset(
    "that because while when although though if whether unless until since as where after before whereas than how why what".split()
)
COORDINATORS = frozenset("and but or nor yet so then".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
TIME_WORDS = WEEKDAYS | frozenset("yesterday today tonight tomorrow earlier later recently week month year night morning afternoon evening".split())
COMMON_VERBS = frozenset(
    """is are was were be been has have had do does did will would can could should may might must
    said says told tells wrote writes thought thinks spoke speaks felt feels found finds knows showed shows saw sees heard
    became become becomes began begins broke brought built came come comes cut drew drove fell fought gave gives got gets
    grew held hit kept keeps knew laid led leads left leaves lost loses made makes means meant met meets paid pays put puts ran runs
    rose sat sent sends set sets shot spent spends stood stands stuck struck took takes taught threw turned turns went goes
    won wins wore lies lives works needs gets goes helps continues remains looks sounds stays tries wants
    won't can't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't wouldn't couldn't shouldn't
    isn’t it's he's she's they're we're you're i'm that's there's i've we've they've he'd she'd they'd it'll he'll she'll they'll""".split()
)
ED_NOUNS = frozenset("united armed so-called aged".split())


def is_adverb(word: str) -> bool:
    """Whether ``word`` may stand between a subject and its verb."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in NOT_ADVERBS)


def is_verb_like(word: str) -> bool:
    """Whether ``word``, in lower case, is likely to be a verb; past forms in -ed count."""
    return word in COMMON_VERBS or word in AUXILIARIES or (word.endswith("ed") and len(word) > 4 and word not in ED_NOUNS)
