"""Words that tell whether a name is a man's, a woman's or an organisation's, and which kinds of group a noun means."""

from collections.abc import Mapping

from claims.extraction.cast.titles import HONORIFICS, ORGANISATION_NOUNS, PERSON_NOUNS, PLACES, TITLES
from claims.extraction.text import grammar
from claims.extraction.text.word_lists import word_set

MALE = word_set(
    """mr sir lord king prince spokesman chairman congressman businessman actor father son brother husband man men boy
    boys uncle grandfather nephew congressmen councilman alderman fisherman policeman salesman gentleman duke baron monk
    priest widower boyfriend"""
)
"""Titles and nouns that only men have."""

FEMALE = word_set(
    """mrs ms miss dame lady queen princess spokeswoman chairwoman congresswoman businesswoman actress mother daughter
    sister wife woman women girl girls aunt grandmother niece councilwoman policewoman duchess baroness nun widow
    girlfriend heroine waitress"""
)
"""Titles and nouns that only women have."""

MALE_NAMES = word_set(
    """
    aaron abdul abdullah adam ahmad ahmed alan albert alejandro alex alexander alfred ali allan allen amir anders andre
    andrei andrew andy angus anthony antonio arthur barack barry ben benjamin bernard bernie bill billy bob bobby boris
    brad bradley brandon brendan brett brian bruce bruno bryan carl carlos cesar charles charlie chris christian
    christopher chuck clarence claude colin craig curtis dan daniel danny dave david dean dennis derek diego dmitry
    dominic don donald doug douglas duncan dwight earl ed eddie edgar eduardo edward edwin elliott emmanuel enrique eric
    erik ernest eugene evan felipe felix fernando francis francisco francois frank franklin fred frederick gary gavin
    geoffrey george gerald gerard gilbert giovanni glenn gordon graham greg gregory guy hamid hans harold harry harvey
    hassan henri henry herbert herman hugh hugo hussein ian ibrahim igor isaac ivan jack jacob jacques jake jamal james
    jamie jared jason jay jean jeff jeffrey jeremy jerome jerry jesse jim jimmy joe joel johan john johnny jon jonas
    jonathan jorge jose joseph josh joshua juan julian julio justin karl keith ken kenneth kevin khalid kurt kyle larry
    lars lawrence lee leo leon leonard lewis liam lloyd louis lucas luis luke mahmoud malcolm manuel marc marco marcus
    mario mark martin marvin masoud matt matthew maurice max michael miguel mike mikhail mitch mohamed mohammad mohammed
    muhammad mustafa nathan neil nelson nicholas nick nicolas nigel norman oliver omar oscar osama otto pablo patrick
    paul pedro pete peter phil philip philippe phillip pierre rafael ralph ramon randy raul ray raymond ricardo richard
    rick rob robert roberto robin rodney rodrigo roger roland ron ronald rory ross roy rudolph rudy rupert russell ryan
    sam samuel scott sean sebastian sergei sergey seth shane shaun simon stan stanley stefan stephen steve steven stuart
    sven ted terence terry theodore thomas tim timothy toby todd tom tommy tony travis trevor tyler victor viktor
    vincent vladimir walter warren wayne wilhelm will william yusuf zachary"""
)
"""Given names that in English newspapers are almost always a man's."""

FEMALE_NAMES = word_set(
    """abigail adele agnes aisha alice alicia alison allison amanda amber amelia amina amy ana andrea angela angelina
    anita ann anna anne annie antonia ashley astrid audrey barbara beatrice becky bernadette beth betty beverly bonnie
    brenda bridget brittany camille carla carmen carol caroline carolyn catherine cathy cecilia charlotte cheryl chloe
    christina christine cindy claire clara claudia colleen condoleezza connie courtney crystal cynthia daisy dana
    danielle deborah debbie denise diana diane donna dora doris dorothy edith eileen elaine eleanor elena elise
    elizabeth ella ellen emily emma erica erin esther ethel eva evelyn faith fatima felicia fiona florence frances
    gabriela gail georgia geraldine gina gladys gloria grace greta hannah harriet hazel heather heidi helen helena
    hillary hilary holly ida ingrid irene iris isabel isabella ivanka jacqueline jane janet janice jean jeanne jennifer
    jenny jessica jill joan joanna joanne josephine joyce juanita judith judy julia julie karen kate katherine kathleen
    kathryn kathy katie kayla kelly kim kimberly kirsten kristen kristin laura lauren leah leila lena leslie lillian
    linda lisa lois lorraine louise lucia lucy lydia madeleine maggie manuela margaret maria marie marilyn marion
    marjorie marta martha mary maureen megan melania melissa michelle mildred miriam molly monica nadia nancy naomi
    natalie natasha nicole nina nora olga olivia pamela patricia paula pauline peggy penny phyllis rachel rebecca regina
    renee rita roberta rosa rose ruth sally samantha sandra sara sarah shannon sharon sheila sheryl shirley silvia
    sonia sophia sophie stacy stella stephanie sue susan suzanne sylvia tamara tammy tanya tara teresa theresa tiffany
    tina tracy ursula valerie vanessa vera veronica victoria virginia vivian wanda wendy yvonne zainab zoe"""
)
"""Given names that in English newspapers are almost always a woman's."""

GROUP_WORDS: Mapping[str, frozenset[str]] = {
    "ministry": word_set("ministry"),
    "department": word_set("department"),
    "agency": word_set("agency administration bureau service inspectorate fbi cia nsa nasa epa fda"),
    "newspaper": word_set("times post journal herald tribune gazette guardian telegraph news mail star sun"),
    "paper": word_set("times post journal herald tribune gazette guardian telegraph mail"),
    "magazine": word_set("magazine time newsweek economist spiegel"),
    "bank": word_set("bank bancorp"),
    "court": word_set("court tribunal"),
    "university": word_set("university college"),
    "college": word_set("college"),
    "school": word_set("school college academy"),
    "party": word_set("party"),
    "union": word_set("union"),
    "commission": word_set("commission"),
    "committee": word_set("committee"),
    "council": word_set("council"),
    "association": word_set("association"),
    "institute": word_set("institute"),
    "foundation": word_set("foundation"),
    "coalition": word_set("coalition"),
    "board": word_set("board"),
    "airline": word_set("airlines airways air"),
    "militia": word_set("militia units forces brigade"),
    "office": word_set("office"),
    "club": word_set("club fc united city"),
    "network": word_set("network cnn nbc cbs abc fox bbc msnbc"),
}
"""For a group noun, the words in a name that show it is one; a noun that is missing fits any organisation."""

COMPANY_NOUNS = word_set("company firm corporation manufacturer maker")
"""Nouns that no public body is called by."""

PUBLIC_BODIES = word_set(
    """ministry department council court parliament congress senate government police party university union committee
    commission office inspectorate tribunal assembly embassy army navy kremlin pentagon"""
)
"""Words in the name of a body that is no company."""

ANY_GROUP = COMPANY_NOUNS | word_set("group organisation organization body team regulator")
"""Nouns that any organisation may be called by."""

GROUP_NOUNS = ANY_GROUP | GROUP_WORDS.keys()
"""All nouns by which a group is called without its name."""

SHORT_GROUP_NAMES = word_set(
    """council ministry department agency bureau bank court tribunal university college party union commission committee
    association institute foundation coalition board authority times post journal herald tribune gazette telegraph mail
    guardian"""
)
"""Nouns that with a capital stand for the longer name of an organisation that ends with them."""

COMPANY_WORDS = word_set(
    """inc corp corporation co company companies ltd llc plc group shares stock executives executive employees products
    officials workers spokesman spokeswoman spokesperson representatives engineers dealerships dealers planes jets
    aircraft customers users website headquarters airliner airliners"""
)
"""Words that right after a name show that it is an organisation's."""

BEFORE_COMPANY = word_set(
    """company firm maker manufacturer automaker airframer carmaker airline giant newspaper broadcaster retailer lender
    group website agency rival subsidiary developer publisher operator supplier conglomerate startup start-up brand"""
)
"""Words that right before a name show that it is an organisation's."""

NO_GIVEN_NAMES = (
    TITLES
    | HONORIFICS
    | PERSON_NOUNS
    | ORGANISATION_NOUNS
    | PLACES
    | grammar.DETERMINERS
    | grammar.PREPOSITIONS
    | grammar.SUBORDINATORS
    | grammar.COORDINATORS
    | grammar.PERSONAL
    | grammar.TIME_WORDS
    | grammar.MONTHS
    | grammar.ADVERBS
    | word_set("mr mrs ms miss mx sir republican democrat democratic republicans democrats")
)
"""Words that a full name never begins with, capital or not."""
