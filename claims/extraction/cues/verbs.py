"""The words with which an article hands a statement to somebody: verbs, nouns and fixed phrases, by force.

An entry is ``lemma:complements``; a particle is joined with an underscore. The complements that make the verb a cue are
``q`` a quotation, ``t`` a that- or wh-clause, ``c`` a bare clause, ``p`` a clause before it ("..., she said"),
``i`` an infinitive, ``o`` a noun phrase, ``s`` an object with "as".
"""

from claims.extraction.base import Force
from claims.extraction.text.word_lists import word_set

VERBS: dict[Force, str] = {
    Force.SAYS: """
        say:qtcp add:qtcp tell:qtcp note:qtcp explain:qtcp write:qtp tweet:qtcpo continue:q comment:qt remark:qtp
        mention:qto observe:qtp point_out:qtcp point_to:o reply:qtp respond:qt answer:qt joke:qtcp quip:qtp recall:qtpo
        go_on:q begin:q conclude:qtcp emphasize:qto emphasise:qto stress:qto underscore:to underline:to reiterate:qto
        repeat:qto shout:qt yell:qt exclaim:q scream:q chant:q read:q post:qt text:q email:q reflect:q muse:qt opine:qt
        elaborate:q interject:q recount:qto testify:qtcp remind:qto clarify:qt describe:tos characterize:os
        characterise:os call:o label:os dub:o brand:os liken:o refer_to:o talk_about:o speak_about:o speak_of:o
        acknowledge:qtco concede:qtcpo admit:qtcpo agree:qtc express:o voice:o echo:o quote:qo cite:to highlight:to
        praise:o applaud:o hail:os laud:o welcome:o commend:o thank:o congratulate:o credit:o tout:os salute:o
        boast:qtcp brag:qtc gush:q rave:q deadpan:q proclaim:qto profess:o pronounce:q lament:qto bemoan:qo decry:o
        complain:qtc grumble:qt advise:qto counsel:qto suggest:qtcpo hint:tc signal:tc imply:tc intimate:t insinuate:t
        propose:qto recommend:qto offer:q weigh_in:q chime_in:q sum_up:q sing:q blog:qt pen:q relate:qt
        retort:qt reason:qt volunteer:qt venture:qt wax:q marvel:qt gripe:qt whine:qt riff:q ad_lib:q intone:q
        caution:qtc speculate:qtc reference:o invoke:o discuss:o address:q summarize:q summarise:q translate:q
        apologize:qt apologise:qt confess:qtc confide:qtc divulge:qt relay:qt recite:q holler:q whisper:q cry:q
        thunder:q""",
    Force.STATES: """
        state:qtcp announce:qtcpo declare:qtcpo issue:q unveil:o decide:t rule:tc find:tc determine:tc certify:t
        specify:t stipulate:t proclaim:qt assert:qtcpo affirm:qto maintain:qtp contend:qtcp insist:qtcp argue:qtcpo
        reaffirm:qto aver:qt avow:qt posit:t hold:t attest:t decree:t pronounce:t endorse:o back:o tap:o
        define:os classify:s deem:o""",
    Force.CLAIMS: """
        claim:qtcpio allege:qtcp purport:i charge:qt theorize:qt theorise:qt contest:t""",
    Force.REPORTS: """
        report:qtcpo reveal:qtco disclose:qto inform:qt indicate:qtco show:tcpo detail:to document:t
        publish:q  estimate:tcp calculate:tc project:tc forecast:tc record:t list:o uncover:o leak:t
        notify:t brief:t broadcast:q narrate:q chronicle:o""",
    Force.CONFIRMS: """
        confirm:qtcpo verify:tc corroborate:o authenticate:o substantiate:o vouch_for:o""",
    Force.DENIES: """
        deny:qtco dispute:qto refute:qto rebut:qo reject:qo dismiss:qos contradict:o repudiate:o disavow:o
        disagree:qt disclaim:o debunk:o rebuff:o decline:i refuse:i doubt:tco question:qto oppose:o disown:o
        downplay:o scoff_at:o brush_off:o counter:qt object:qt balk_at:o""",
    Force.ACCUSES: """
        accuse:o blame:o criticize:qos criticise:qos denounce:qos condemn:qos slam:qos blast:qos attack:qos mock:qo
        ridicule:o deride:os chide:qo scold:qo lambaste:qos lambast:qos assail:os rebuke:qo censure:o castigate:o
        fault:o rip:qo bash:o berate:o excoriate:o pan:o rail_against:o lash_out_at:o lash_out_against:o fire_back:q
        shoot_back:q hit_back:q snap:q taunt:qo disparage:o vilify:o indict:o implicate:o hammer:o skewer:o
        take_aim_at:o hit_out_at:o inveigh_against:o admonish:qo reproach:o malign:o smear:o demonize:o""",
    Force.THREATENS: "threaten:qtio menace:o",
    Force.PROMISES: """
        promise:qtcio vow:qtcio pledge:qtio swear:qtc guarantee:tco assure:qt commit_to:o undertake:i""",
    Force.WARNS: "warn:qtcpo alert:t forewarn:t predict:qtcpo foresee:to worry:qtc fear:tco",
    Force.ASKS: """
        ask:qtio urge:qtio demand:qtio call_for:o call_on:o request:to plead:qt beg:qo implore:qo beseech:qo inquire:qt
        enquire:qt wonder:qt appeal_for:o push_for:o press_for:o exhort:o  invite:o order:qio
        instruct:qo direct:qo query:qt petition:o lobby_for:o pressure:o """,
    Force.INTENDS: "plan:i intend:i hope:tci wish:tc",
    Force.BELIEVES: """
        believe:tco think:tc feel:tc expect:tcio assume:tc suspect:tco regard:os view:os see:s
        know:tc understand:tc realize:tc realise:tc favor:o favour:o support:o prefer:oi
        defend:o conclude:t guess:tc reckon:tcp imagine:tc envision:o anticipate:tco
        learn:t notice:t sense:t remember:t love:o like:i hate:o dislike:o admire:o respect:o regret:to
        resent:o trust:t sympathize:t""",
}

NOUNS: dict[Force, str] = {
    Force.SAYS: """suggestion remark comment argument warning observation admission acknowledgment acknowledgement
        insistence explanation complaint concern notion""",
    Force.STATES: "assertion announcement declaration contention statement ruling conclusion finding",
    Force.CLAIMS: "claim allegation charge accusation",
    Force.REPORTS: "report news rumor rumour revelation disclosure evidence",
    Force.DENIES: "denial rejection doubt",
    Force.PROMISES: "promise vow pledge assurance threat",
    Force.BELIEVES: "belief view opinion fear hope conviction suspicion assumption speculation prediction expectation",
}

SUPPORT_NOUNS: dict[str, str] = {
    "issue": "statement warning denial report",
    "express": """concern concerns hope doubt doubts fear fears confidence regret outrage support admiration skepticism
        interest view""",
    "voice": "concern concerns alarm doubt doubts fear fears support opposition",
    "confirm": "reports report",
    "deny": "reports report allegations claims claim accusations",
    "dismiss": "reports claims allegations suggestions",
    "reject": "claims allegations suggestions accusations",
    "repeat": "claim allegation accusation",
    "reiterate": "claim call view",
}
"""Verbs that make one cue with a reporting noun: "confirmed reports that"."""

IRREGULAR = """
    say/says/said/said/saying tell/tells/told/told/telling write/writes/wrote/written/writing
    think/thinks/thought/thought/thinking feel/feels/felt/felt/feeling know/knows/knew/known/knowing
    see/sees/saw/seen/seeing find/finds/found/found/finding hold/holds/held/held/holding
    speak/speaks/spoke/spoken/speaking go/goes/went/gone/going begin/begins/began/begun/beginning
    read/reads/read/read/reading show/shows/showed/shown/showing swear/swears/swore/sworn/swearing
    understand/understands/understood/understood/understanding foresee/foresees/foresaw/foreseen/foreseeing
    seek/seeks/sought/sought/seeking shoot/shoots/shot/shot/shooting hit/hits/hit/hit/hitting
    sing/sings/sang/sung/singing take/takes/took/taken/taking give/gives/gave/given/giving
    make/makes/made/made/making undertake/undertakes/undertook/undertaken/undertaking
    beseech/beseeches/besought/besought/beseeching forecast/forecasts/forecast/forecast/forecasting
    broadcast/broadcasts/broadcast/broadcast/broadcasting
    put/puts/put/put/putting set/sets/set/set/setting mean/means/meant/meant/meaning hear/hears/heard/heard/hearing
    choose/chooses/chose/chosen/choosing forget/forgets/forgot/forgotten/forgetting bet/bets/bet/bet/betting
    fight/fights/fought/fought/fighting strike/strikes/struck/struck/striking drive/drives/drove/driven/driving
    strive/strives/strove/striven/striving bid/bids/bid/bid/bidding forbid/forbids/forbade/forbidden/forbidding
    withdraw/withdraws/withdrew/withdrawn/withdrawing withhold/withholds/withheld/withheld/withholding
    rethink/rethinks/rethought/rethought/rethinking foretell/foretells/foretold/foretold/foretelling
    hang/hangs/hung/hung/hanging dwell/dwells/dwelled/dwelt/dwelling cast/casts/cast/cast/casting
    uphold/upholds/upheld/upheld/upholding spin/spins/spun/spun/spinning split/splits/split/split/splitting
    get/gets/got/gotten/getting keep/keeps/kept/kept/keeping become/becomes/became/become/becoming
    stick/sticks/stuck/stuck/sticking stand/stands/stood/stood/standing spend/spends/spent/spent/spending
    leave/leaves/left/left/leaving come/comes/came/come/coming lie/lies/lied/lied/lying
    spell/spells/spelled/spelled/spelling have/has/had/had/having lay/lays/laid/laid/laying
    bring/brings/brought/brought/bringing     lead/leads/led/led/leading
    run/runs/ran/run/running draw/draws/drew/drawn/drawing win/wins/won/won/winning
    throw/throws/threw/thrown/throwing swing/swings/swung/swung/swinging buy/buys/bought/bought/buying"""
"""Base, third person, past, participle and gerund of the irregular verbs."""

DOUBLING = word_set(
    """quip admit rebut tap snap pen pan rip slam beg blog brag tag dub plan commit refer bar ban
    spot plot spar jab peg opt vet nod chat shun snub prefer infer permit submit sum prod fret concur get let dig regret
    scrap stop drop drag stun sit quit"""
)
"""Verbs that double their last letter before -ed and -ing."""
