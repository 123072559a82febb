"""Words by which a source is recognised as a person, an organisation or a document."""

from claims.extraction.text.word_lists import word_set

HONORIFICS = word_set(
    """mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr hon judge justice gen general lt
    lieutenant col colonel maj major capt captain sgt sergeant cpl corporal adm admiral cmdr commander brig
    brigadier supt superintendent insp inspector det detective"""
)
"""Forms of address and ranks: never part of a name, and a role only when nothing better is said."""

TITLES = word_set(
    """president minister secretary senator sen sens representative rep reps congressman congresswoman governor gov
    mayor chancellor premier ambassador chairman chairwoman chair chief director king queen prince princess pope
    bishop archbishop cardinal rabbi imam sheikh sheriff attorney speaker spokesman spokeswoman spokesperson leader
    candidate coach commissioner councillor councilman councilwoman deputy editor executive founder head host lawyer
    manager officer analyst adviser advisor aide strategist pollster professor economist scientist researcher
    activist author reporter journalist columnist correspondent nominee frontrunner star actor actress singer
    businessman billionaire mogul tycoon general judge justice doctor nurse farmer teacher student resident witness
    veteran member owner partner lawmaker politician advocate campaigner surgeon engineer historian baker
    diver driver fisherman prosecutor negotiator envoy chairperson president-elect
    co-founder ceo cfo vice-president mp mep"""
) | (HONORIFICS - {"mr", "mrs", "ms", "miss", "mx", "sir"})
"""Words that make the name after them a person's."""

PERSON_NOUNS = TITLES | word_set(
    """man woman boy girl person people official officials source sources critic critics expert experts supporter
    supporters opponent opponents voter voters republicans democrats lawmakers politicians diplomats residents
    witnesses scientists researchers analysts activists lawyers aides advisers advisors strategists leaders members
    father mother wife husband son daughter brother sister friend neighbour neighbor victim suspect defendant worker
    workers employee employees parents family protesters campaigners soldiers police officers officers others many
    some doctors teachers students economists historians observers commentators journalists reporters users fans"""
)

PEOPLES = word_set(
    """kurds turks arabs sunnis shias shiites shi'ites shi’ites jews christians muslims druze yazidis turkmens serbs
    croats palestinians tatars"""
)
"""Peoples and faiths that speak as one."""

ORGANISATION_NOUNS = PEOPLES | word_set(
    """government administration ministry department office agency commission committee council court police army navy
    military forces force party campaign company corporation firm bank union university college school institute
    institution association federation foundation organisation organization group network newspaper magazine paper
    times post journal news tribune herald gazette guardian observer telegraph mail press parliament congress senate
    house assembly authority bureau board trust fund society club league team coalition alliance militia units
    hospital church embassy centre center service services inc corp ltd llc plc co airlines airways motors website
    logistics rail railway railways
    lines transit statistics chemicals chamber tribunal inspectorate registry museum holdings pharmaceuticals
    observatory airline operator regime cabinet white kremlin pentagon international nato un eu who fbi cia nasa caucus
    pac movement community industry media tank"""
)

DOCUMENT_NOUNS = word_set(
    """statement report study survey poll polls letter memo memorandum document documents filing email emails e-mail
    tweet tweets transcript paper papers filings memos memoirs results finding findings
    article lawsuit complaint indictment data figures release ad advertisement book records
    record exit-polls reports studies statements bill law constitution resolution ruling warrant affidavit analysis
    audit review website page post headline editorial video footage message note census index manifesto plan deal
    agreement"""
)

PLACES = word_set(
    """russia china iran iraq syria israel turkey france germany britain england scotland wales ireland spain italy
    greece poland ukraine japan india pakistan afghanistan egypt libya yemen qatar lebanon jordan mexico canada
    brazil cuba venezuela australia washington moscow beijing tehran baghdad damascus ankara london paris berlin
    brussels tokyo seoul america europe"""
)
"""Countries and capitals that speak for their governments."""

PARTICLES = word_set("al el bin ibn ben de da di del della der den van von la le du dos das abu y e")
"""Lower-case words inside a name."""
