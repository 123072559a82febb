"""The words by which a cue is read beside those of ``cue_words``: attitudes, intentions, decrees and their nouns.

Ordered by how often they head a cue in annotated political news. The rules never look for these; a trained finder marks
them ("is wary of", "the mayor's bid to", "the law bans"), and what is marked must be read.
"""

from claims.extraction.base import Force
from claims.extraction.text.word_lists import word_set

MORE_VERBS: dict[Force, str] = {
    Force.SAYS: """
        put utter word compare contrast introduce outline portray paint depict frame present identify name title
        entitle include feature touch allude speak debate focus dwell attribute articulate lecture preach bark
        boom rehash reprise recap recapitulate retweet single spell vent air pitch campaign champion celebrate
        trumpet extol cheer herald promote advocate raise react greet toast honor honour sum deliver coin murmur
        mutter mumble chatter gossip pontificate rant rage ramble roar declaim dish gloss paraphrase interrupt
        interpose interrogate preface append illustrate exemplify demonstrate shrug share talk bill sympathise
        empathize commiserate eulogize cover chat converse correct expand expound gesture nod hedge peg tick
        stammer sniff sigh laugh chuckle chime refer point return open play use provide display follow surface
        extoll replay produce place confront delve stump parrot propound backpedal acclaim shift pivot circulate
        author blare join revisit throw base""",
    Force.STATES: """
        pass sign approve adopt ban bar prohibit forbid mandate require allow permit authorize authorise enact
        ratify veto impose sentence convict acquit appoint nominate elect hire pick choose opt vote co-sponsor
        sponsor sue file submit release launch establish schedule overturn quash grant award block suspend limit
        restrict prescribe register commit mean represent uphold strike rank rate score set codify dictate
        legalize legalise outlaw recuse withdraw revoke repeal reverse settle give make publicize publicise cast
        negotiate create end start turn take go come bring lead run implement exclude remove reduce increase
        force conduct detain let hand recast rename proceed""",
    Force.CLAIMS: """
        pretend fabricate exaggerate inflate spin lie posture""",
    Force.REPORTS: """
        hear witness discover detect spot capture expose count measure track monitor prove poll survey analyze
        analyse examine profile catalog catalogue tally index total average compute chart trace itemize compile
        update draw investigate mark explore assess search""",
    Force.CONFIRMS: """
        validate recertify second""",
    Force.DENIES: """
        challenge resist ignore boycott shun spurn snub scorn distance disregard deflect dodge duck evade
        disapprove protest fight battle withhold renounce recant retract nix belittle minimize minimise
        discredit discount invalidate prevent drop eschew renege waffle underplay""",
    Force.ACCUSES: """
        target insult savage boo heckle spar clash jab needle lash swipe reprimand bristle critique trash
        blister torch upbraid revile troll roast jeer pillory pounce pile knock link tie impugn defame thrash
        flay rail hound shame finger fire hit slash double pound grouse rubbish chastise squabble tussle quarrel
        incite hurl retaliate swing poke lit""",
    Force.THREATENS: """
        blackmail intimidate""",
    Force.PROMISES: """
        reassure ensure""",
    Force.WARNS: """
        alarm foretell foreshadow portend prophesy""",
    Force.ASKS: """
        convince persuade encourage press push lobby summon nudge prod goad cajole coax pray bid solicit canvass
        interview grill quiz recruit entreat rally rouse entice help prompt wave""",
    Force.BELIEVES: """
        consider seem appear look sound care mind recognize recognise accept embrace enjoy judge perceive
        interpret dread anger upset rattle surprise shock impress interest please disappoint frustrate outrage
        offend irritate dismay horrify unsettle intrigue fascinate annoy baffle bother stun startle scare
        frighten terrify thrill excite delight relish cherish treasure value prize revere idolize adore loathe
        detest despise abhor disdain tolerate endure appreciate side align lean tend incline struggle wrestle
        grapple ponder contemplate mull weigh rethink reconsider remain differ diverge split divide surmise
        infer deduce gather presume suppose hypothesize envisage picture dream forget overlook watch experience
        figure concern motivate inspire drive resonate distrust mistrust rely hang bet wager fixate obsess brood
        fret fume stew recoil balk bemuse puzzle perplex confuse grieve mourn rejoice pride root stand stick
        acquiesce line seize eye trouble infuriate zero pump leave misread underestimate mystify crave bank
        revel cement embolden unify empower matter size buy miss treat glue conflate deliberate""",
    Force.INTENDS: """
        want seek try aim attempt need desire prepare strive vie plot scheme resolve pursue work move bend
        design position devote dedicate strategize angle endeavor endeavour prioritize prioritise wanna gear""",
}

MORE_NOUNS: dict[Force, str] = {
    Force.SAYS: """
        statement speech message word account interview description tweet post letter email memo phrase response
        reply answer question debate discussion conversation case point talk rhetoric quote slogan testimony
        advice apology tribute praise joke compliment note headline story book article editorial column op-ed
        lecture lesson address sermon narrative commentary anecdote aside critique review chatter talking pitch
        term motto title introduction greeting shout whisper cheer takedown refrain reference hint allusion
        proposition passage""",
    Force.STATES: """
        decision verdict law bill legislation policy order rule platform position stance deal agreement
        consensus endorsement nomination approval vote resolution decree ban judgment judgement sentence
        appointment choice release principle pick selection mandate provision charter treaty budget assertion
        assessment diagnosis analysis""",
    Force.CLAIMS: """
        theory excuse spin myth innuendo insinuation lie falsehood pretence pretense portrayal boast""",
    Force.REPORTS: """
        poll survey study footage figure data estimate evidence information leak document research coverage
        result statistic calculation tally count filing video record investigation audit index""",
    Force.CONFIRMS: """
        confirmation acknowledgement admission proof corroboration validation""",
    Force.DENIES: """
        denial opposition refusal resistance disagreement dissent objection dismissal rejection rebuttal
        skepticism scepticism repudiation disapproval reversal opponent challenge distance reluctance
        unwillingness hostility""",
    Force.ACCUSES: """
        criticism accusation attack condemnation lawsuit complaint dig jab swipe scrutiny backlash blame scorn
        critic rebuke insult indictment outrage anger venom broadside diatribe tirade barb boo""",
    Force.THREATENS: """
        threat ultimatum blackmail""",
    Force.PROMISES: """
        promise vow pledge assurance commitment guarantee oath offer undertaking""",
    Force.WARNS: """
        warning concern alarm caution prediction forecast prophecy projection worry alert""",
    Force.ASKS: """
        demand request call plea appeal invitation petition suggestion proposal recommendation urging""",
    Force.BELIEVES: """
        idea thought feeling attitude perception impression mind interest passion faith confidence support
        supporter defense defence anxiety sentiment preference expectation vision perspective outlook
        understanding opinion disappointment frustration admiration enthusiasm affection sympathy love hatred
        dislike distrust mistrust surprise shock regret satisfaction relief nervousness fascination obsession
        realization realisation awareness proponent advocate defender fan believer backer notion sense skeptic
        sceptic uncertainty taste appetite trust respect mood reaction takeaway favorite focus attention
        priority recognition philosophy ideology conclusion reputation apprehension misgiving ambivalence
        interpretation eyes epiphany""",
    Force.INTENDS: """
        plan intention desire goal aim effort attempt bid strategy campaign ambition wish determination push
        dream agenda willingness readiness objective mission quest scheme try plot eagerness purpose intent
        resolve initiative project motive""",
}

ADJECTIVES: dict[Force, str] = {
    Force.SAYS: """
        clear outspoken vocal eloquent forthcoming effusive adamant blunt candid explicit quick upfront""",
    Force.DENIES: """
        opposed against reluctant unwilling dismissive hesitant leery resistant anti mum""",
    Force.ACCUSES: """
        critical harsh scathing hostile""",
    Force.BELIEVES: """
        confident convinced sure certain unsure uncertain aware unaware skeptical sceptical wary concerned
        worried afraid fearful scared nervous anxious optimistic pessimistic hopeful happy unhappy glad sad
        proud ashamed angry furious upset mad disappointed frustrated surprised shocked impressed interested
        pleased thrilled excited enthusiastic supportive sympathetic comfortable uncomfortable satisfied
        dissatisfied cynical sensitive enamored fond tired sick jealous unimpressed uneasy likely unlikely
        thankful grateful doubtful ambivalent divided partial negative positive apparent unclear familiar
        passionate undecided unsatisfied friendly untroubled unfazed unconvinced unafraid pro obvious favorable
        upbeat appreciative full loyal honest content popular common well-known unknown unpopular immune""",
    Force.INTENDS: """
        eager willing ready determined poised keen desperate bent intent unprepared prepared hungry set loath
        able committed inclined""",
}

ALONE: dict[str, Force] = {
    "according": Force.SAYS, "per": Force.SAYS, "reportedly": Force.REPORTS, "allegedly": Force.CLAIMS,
    "purportedly": Force.CLAIMS, "supposedly": Force.CLAIMS, "apparently": Force.REPORTS, "via": Force.SAYS,
    "clearly": Force.BELIEVES, "undecided": Force.BELIEVES, "versus": Force.DENIES, "despite": Force.BELIEVES,
}  # fmt: skip
"""Words that make a cue without a verb or a noun."""

PREPOSITIONS: dict[str, Force] = {
    "in": Force.SAYS, "by": Force.SAYS, "from": Force.SAYS, "of": Force.SAYS, "to": Force.SAYS, "on": Force.SAYS,
    "about": Force.SAYS, "as": Force.SAYS, "under": Force.STATES, "for": Force.BELIEVES, "with": Force.BELIEVES,
    "behind": Force.BELIEVES, "among": Force.BELIEVES, "over": Force.BELIEVES,
}  # fmt: skip
"""What a preposition means that is a cue by itself ("In the report, ...")."""

WEAK = word_set(
    """make give put set take have get keep deliver release include pass sign file lay raise touch spell work move draw
    remain stand look use become cast single launch share submit figure present cover introduce need hold issue go try
    attempt strive struggle begin continue answer spend commit bring come lead run create start end turn throw provide
    place let play open use follow join help draw leave stick line fire hit swing wave proceed"""
)
"""Verbs that leave the meaning to a noun or a verb after them: "made the case", "gave a speech"."""
