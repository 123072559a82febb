"""Closed classes of English words, by which phrases are found without a parser."""

from claims.extraction.text.word_lists import word_set

ARTICLES = word_set("a an the")
DETERMINERS = ARTICLES | word_set(
    """this that these those some any all both each every several many most few more another other such no my your his
    her its our their one two three four five six seven eight nine ten"""
)
SUBJECT_PRONOUNS = word_set("i you he she it we they who which everyone somebody someone others some many both few")
PERSONAL = word_set("i you he she it we they")
OBJECT_PRONOUNS = word_set("me you him her it us them himself herself itself themselves")
POSSESSIVES = word_set("my your his her its our their whose")
OWNERSHIP = ARTICLES | POSSESSIVES
"""Words that open a noun phrase and nothing else."""
OPENERS = DETERMINERS | POSSESSIVES
"""Words that may open a noun phrase."""
RELATIVES = word_set("who which that whom whose where")
BE = word_set("is are was were be been being am 's 're")
HAVE = word_set("has have had having 've")
DO = word_set("do does did")
MODALS = word_set(
    """will would can could shall should may might must ought 'll 'd won't wouldn't can't couldn't shouldn't"""
)
NEGATIONS = word_set(
    """not never n't no longer don't doesn't didn't hasn't haven't hadn't isn't aren't wasn't weren't won't wouldn't
    can't couldn't"""
)
CONTRACTED = word_set("don't doesn't didn't hasn't haven't hadn't isn't aren't wasn't weren't")
AUXILIARIES = BE | HAVE | DO | MODALS | CONTRACTED
ADVERBS = word_set(
    """also then later now just only still even again already once twice soon often always ever never not instead
    further rather too yet long first earlier quickly repeatedly recently reportedly allegedly publicly simply
    largely famously apparently seemingly clearly strongly openly previously initially nevertheless
    nonetheless thus therefore"""
)
NOT_ADVERBS = word_set(
    """family ally rally italy july supply reply assembly only daily early weekly monthly elderly friendly likely fly"""
)
PREPOSITIONS = word_set(
    """of in on at by for from with to about into over under after before during between among against through within
    without across behind near since until toward towards upon via like inside outside despite amid around following
    including"""
)
NOUN_PREPOSITIONS = word_set("of in for at from with on to near against behind about")
SUBORDINATORS = word_set(
    """that because while when although though if whether unless until since as where after before whereas than how why
    what"""
)
COORDINATORS = word_set("and but or nor yet so then")
JOINING = PREPOSITIONS | SUBORDINATORS | COORDINATORS
MONTHS = word_set("january february march april may june july august september october november december")
WEEKDAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
TIME_WORDS = WEEKDAYS | word_set(
    """yesterday today tonight tomorrow earlier later recently week month year night morning afternoon evening"""
)
CALENDAR = TIME_WORDS | MONTHS
COMMON_VERBS = word_set(
    """is are was were be been has have had do does did will would can could should may might must said says told tells
    wrote writes thought thinks spoke speaks felt feels found finds knows showed shows saw sees heard became become
    becomes began begins broke brought built came come comes cut drew drove fell fought gave gives got gets grew
    held hit kept keeps knew laid led leads left leaves lost loses made makes means meant met meets paid pays put
    puts ran runs rose sat sent sends set sets shot spent spends stood stands stuck struck took takes taught threw
    turned turns went goes won wins wore lies lives works needs gets goes helps continues remains looks sounds stays
    tries wants won't can't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't wouldn't couldn't
    shouldn't isn’t it's he's she's they're we're you're i'm that's there's i've we've they've he'd she'd they'd
    it'll he'll she'll they'll"""
)
_NO_PARTICIPLES = PREPOSITIONS | word_set("nothing something anything everything during morning evening being")
_SHORTEST_PARTICIPLE = 5
ED_NOUNS = word_set("united armed so-called aged")


def is_adverb(word: str) -> bool:
    """Whether ``word`` may stand between a subject and its verb."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in NOT_ADVERBS)


def is_participle(word: str) -> bool:
    """Whether ``word``, in lower case, starts a clause such as "rejecting the appeal"; "including" does not."""
    return word.endswith("ing") and len(word) > _SHORTEST_PARTICIPLE and word not in _NO_PARTICIPLES


def is_verb_like(word: str) -> bool:
    """Whether ``word``, in lower case, is likely to be a verb; past forms in -ed count."""
    return (
        word in COMMON_VERBS or word in AUXILIARIES or (word.endswith("ed") and len(word) > 4 and word not in ED_NOUNS)
    )
