# ruff: noqa: E501 - a table is read by the row
"""English, of both sides of the ocean."""

from assist.core.drafts.words.en_courtesy import BLAMING, COURTEOUS, DISMISSIVE, RUDE
from assist.core.drafts.words.en_jargon import JARGON
from assist.core.drafts.words.words import Words, jargon_of, phrases_of, words_of

EN = Words(
    rude=phrases_of(RUDE),
    dismissive=phrases_of(DISMISSIVE),
    blaming=phrases_of(BLAMING),
    dismissive_hints=phrases_of("not our / not my / website / terms / rules / nothing / wait / elsewhere / just / stop"),
    blaming_hints=phrases_of("fault / blame / should have / could have / if you had / had you / you didn't / you did not / you forgot / your own / next time / mistake"),
    courteous=phrases_of(COURTEOUS),
    slang=phrases_of("lol / lmao / rofl / omg / wtf / yo / dude / dudes / bro / bruh / kk / idk / smh / ffs / for ya / ur / u r / thx / plz / cya / c u / l8r / gr8 / wassup / whaddup / crap / crappy / sucks / screwed up / soz / innit / gutted for"),
    casual=phrases_of("bummer / gonna / wanna / gotta / kinda / sorta / dunno / lemme / gimme / yup / nope / yeah / yep / nah / ya / haha* / hehe* / btw / tbh / imo / imho / pls / coz / cuz / y'all / you guys / no biggie / my bad / easy peasy / oopsie* / whoopsie* / well rubbish / totes / super duper / legit / chill out / cheers mate / hiya mate / ttyl / brb / xoxo / ouch / yikes / ez"),
    capitals=words_of("a all always and are at be before but by can cannot did do don't every for from have if in is it me must my never no not now of on only or our please read should that the then there this to until us we when will with you your"),
    greetings=phrases_of("dear / hello / hi / hiya / hey* / heyy* / good (morning|afternoon|evening|day) / greetings / welcome / howdy / to whom it may concern / yo / (morning|afternoon|evening)(?=[,!])"),
    titles=words_of("mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend father sister brother captain cllr councillor mr. mrs. ms. mx. dr. prof. rev. capt. and &"),
    anyone=words_of("or sir sirs madam madams customer customers client clients resident residents tenant tenants member members guest guests subscriber subscribers cardholder policyholder passenger passengers traveller traveler reader readers patient patients parent parents neighbour neighbor friend friends colleague colleagues all everyone everybody team user users shopper applicant student owner homeowner householder visitor donor supporter there again folks you valued"),
    no_names=words_of("thanks thank many yes no sorry please we i it you your the this that i'm i've we're we've it's as unfortunately apologies congratulations welcome great good happy here just what how could can may in on for to from regarding re hope following further"),
    sign_offs=phrases_of("""
        (kind|kindest|best|warm|warmest|many|with kind|with best|with warm) (regards|wishes|thanks) / regards / yours (sincerely|faithfully|truly) / sincerely( (yours))? / yours / best / all the best / cheers / thanks( (again|so much|very much))? / thank you( (again))? / many thanks
        with (all )?(best|kind|warm|many|very best|kindest|our) (wishes|regards|thanks) / warmly / cordially / respectfully / take care / have a (great|good|nice|lovely|wonderful) (day|weekend|evening|week|time) / see you (soon|then) / speak soon / until then / very best / with thanks / love / bye
    """),
    promises=phrases_of("""
        (we|i|someone|somebody|they|he|she|a colleague|my colleague|our team|the team)('ll| will| shall|'m going to|'re going to) (then |also |certainly |of course |be sure to )?(get back|come back|be in touch|reply|respond|write (back|again|to you)|call you|ring you|phone you|contact you|let you know|email you|update you|keep you (posted|updated|informed)|be in contact|return to you|revert|follow up|answer you|report back)
        (will|'ll|shall) (then |also )?(get back to you|be in touch|let you know|contact you|keep you (posted|updated|informed)|follow up with you|come back to you|revert to you)
        you('ll| will| should| can expect to) (then |also |certainly )?(hear (back )?from|be (contacted|informed|notified|told)|get an answer|receive an answer|have (an|our) answer|get a reply|have (our|a) reply|receive a reply) / more (news|information) (will follow|to follow|soon)
        (look into|check|chase|find out|investigate|sort out|ask|see to|follow up) ... (and|then) (then )?(let you know|get back to you|come back to you|be in touch|ring you|call you|write to you|email you|update you) / you('ll| will) (get|have|receive) (a |an |some |our |the )?(update|news|call|email|answer|reply|word) from (us|me|them|someone) / (i'll|i will|we'll|we will) (have (some )?news|have more|know more|drop you a line|give you a (call|ring|shout|bell)|send you an update)
    """),
    deeds=phrases_of("(we|i|you|someone|the team|our team|a colleague|the money|your money|the refund|your refund|the parcel|your parcel|your order)('ll| will| shall) / (are|is|am) (working on|going to) / (we|i)('re|'m) (working on|going to)"),
    vague=phrases_of("when we (can|get round to it|get a chance) / as time allows / at a later (date|stage) / soon / shortly / as soon as (possible|we can|i can) / asap / in due course / at some point / before too long / in the near future / in a while / one of these days / eventually / sooner or later / presently / at (our|the) earliest convenience"),
    conditions=phrases_of("if / should you / should the / should it / unless / in case / were you / would you like"),
    open_matters=phrases_of("""
        we (pay|compensate|refund|cover) (you )?up to
        (needs|need|has|have|had|ought) (to be|still to be) (fixed|repaired|replaced|checked|looked at|inspected|corrected|changed|sorted|reviewed|approved|tested|signed|reported|put right) / needs (a|an|some|fixing|repairing|replacing|looking|checking|further)
        (is|are|was) (still )?(missing|outstanding|faulty|broken|under review|being (looked into|investigated|reviewed|checked)|not working|out of order|on hold|blocked|pending) / (is|are) the (one|only) thing* missing / (stays|remains|remain|stay) (closed|blocked|on hold|pending|open|suspended|locked|frozen)
        (something|a matter|a job|a case|one) (that |for )?(our|the) ... (can|could|will have to|would have to|has to|should|needs to) / (is|be) (a job|a case|a matter|one|something) for (our|the)
        (looking|look) into (it|this|that|the|your) / (investigating|investigate) / (a|the|your) (new|replacement) ... (is|are) needed / is (needed|required) / (we|i) (still )?(need|require|lack|are waiting|await)
        (the|a) (fault|mistake|error|problem|issue|delay) (is|lies|was|sits) (with|on|at|in|inside|ours|at our) / (has|have) not (yet )?(been|arrived|come|reached) / (has|have)n't (been|arrived|come|reached) / (could|did) not (be|get|reach|come)
        (we|i) (will |'ll )?(cover|pay for|take care of) the (repair|cost|costs|damage) / (should|will have to|must|can) be (looked at|reported|repaired|replaced|inspected|examined) / passed (it|this|that|your) ... (on|to) / forwarded (it|this|your)
    """),
    steps=phrases_of("""
        please / kindly / (simply|just) (reply|send|call|ring|email|click|log|fill|bring|choose|open|tell|pick|write|take|go|upload|text|return|drop) / (you|you'll|you will) (can|may|need|have to|must|should|only need) (now |then |also |just |only |simply )*(apply|reply|send|call|ring|email|book|choose|order|pay|return|log in|collect|pick|bring|fill|upload|reach|contact|download|use|report|go|claim|change|sign|ask|start|find|get|keep|throw|forget|register)
        (don't|do not|needn't|need not|no need|nothing) (have |need )?(to|else|more|further)? (do|send|pay|fill|call|reply|worry|go|ring|write|order)
        (i|we) (have |'ve )(just |already |now |also |today )*(sent|refunded|booked|ordered|taken|put|changed|moved|cancelled|canceled|corrected|fixed|replaced|set|credited|reset|unlocked|arranged|paid|issued|added|extended|updated|removed|made|asked|returned|reserved|waived|renewed|found|attached|given|registered|blocked|closed|opened|deleted) / (i|we) (just )?(sent|refunded|booked|ordered|cancelled|corrected|credited|arranged|replaced|issued|fixed|moved|attached|put|set|found) / (has|have) (now |already |just )?been (sent|refunded|booked|ordered|taken|changed|moved|cancelled|corrected|fixed|replaced|credited|reset|sorted|paid|issued|added|updated|renewed|put right|extended|found)
        (feel free to|you are welcome to|let us know|let me know|get in touch|the next step|next steps|what happens next|in the meantime) / (will be|'ll be|will) (with you|sent|refunded|delivered|back|open|paid|ready|ring|call|come|visit|collect|credited|taken|emailed|posted|there) / (comes|leaves|ships|goes out|runs|starts|opens|will reach|will arrive|arrives)
    """),
    requests=phrases_of("(find|pick|send|reply|call|ring|email|text|click|log|fill|bring|upload|write|reach|contact|return|visit|open|drop|press|enter|sign|apply|check|choose|wait|take|leave|restart|try) (us|me|to|it|in|on|out|back|the|your|this|a|an|any|one|through|for|at|by|off|or|again|up|here)"),
    jargon=jargon_of(JARGON),
)
