# ruff: noqa: E501 - a table is read by the row
"""English, of both sides of the ocean."""

from assist.core.drafts.words.words import Words, jargon_of, phrases_of, words_of

# The commonest of the words to avoid in the public guides to plain English (GOV.UK style guide, plainlanguage.gov).
JARGON = """
accede to, accedes to = agree to, agrees to / accordance with, accordance to =
accompanying documentation = enclosed papers / acquiesce, acquiesces = agree, agrees
adumbrate, adumbrates = outline, outlines / aforementioned = this / aforesaid = this
aforestated = this / apprise, apprised, apprise of = tell, told, tell about / ascertain, ascertained = find out, found out
at the present time, at this moment in time, at this point in time = now / a large number of = many
a sufficient number of, a sufficient amount of = enough / cease and desist = stop
be advised that, please be advised that, please note and be advised that =
by means of = by / by virtue of = because of / cognisant of, cognizant of = aware of
commence, commences, commenced, commencing, commencement = start, starts, started, starting, start
consequent upon = after / despite the fact that = although / due to the fact that = because
endeavour, endeavours, endeavoured, endeavor, endeavors, endeavored = try, tries, tried, try, tries, tried
effectuate, effectuated = carry out, carried out / expedite, expedited = speed up, sped up
expeditiously = quickly / facilitate, facilitates, facilitated = help, helps, helped
failing which = or else / for the duration of = during / for the purpose of, for the purposes of = for
forthwith = at once / furnish you with, furnish us with = give you, give us / henceforth = from now on
hereby = / herein, hereinafter, hereinbefore = here, from here on, above / hereof = of this / hereto = to this
heretofore = until now / herewith, enclosed herewith = here, enclosed / hitherto = until now
in accordance with = under / in conjunction with = with / in excess of = more than / in lieu of = instead of
in receipt of = / in respect of, with respect to, in relation to = about
in the absence of = without / in the event of, in the event that = if there is, if / in the near future = soon
in view of the fact that = because / inasmuch as = because / incumbent upon =
inter alia = among others / is in possession of, are in possession of = has, have / issuance of = issuing
modality, modalities = way, ways / mutatis mutandis = / notwithstanding = despite
on behalf of the undersigned = / on the grounds that = because / per annum = a year / per diem = a day
pertaining to = about / preclude, precludes, precluded = prevent, prevents, prevented
prior to = before / pro rata = in proportion
pursuant to = under / purport, purports = claim, claims / remit payment = pay
remittance advice = payment slip / render assistance = help / requisite = needed
solicit, solicits = ask for, asks for / subsequent to = after
substantiate, substantiated, substantiation = prove, proved, proof
terminate, terminates, terminated, termination = end, ends, ended, end / thereafter = then
therein = in it / thereof = of it / thereto = to it / the undersigned = I / transpire, transpires, transpired = happen, happens, happened
upon receipt of, upon receipt = when we get, when we get it / utilise, utilises, utilised, utilising = use, uses, used, using
utilize, utilizes, utilized, utilizing = use, uses, used, using / utilisation of, utilization of = using
vis-à-vis = about / whereby = by which / whereupon = then / wherein = in which
with a view to = to / with effect from = from / with reference to, with regard to = about
without prejudice to =
api, apis = / api key, api token = / backend, back-end = / kyc = / aml = / olt = / ont = / dslam = / provisioned, provisioning = set up, setting up
remediation = putting right / sla = / stakeholder, stakeholders = / touchpoint, touchpoints =
deliverable, deliverables = / circle back = come back
"""

EN = Words(
    rude=phrases_of("""
        (i|we) (haven't|don't have) (got )?all day / (customers|people) with real problems / make up your mind / for the (third|fourth|fifth) time (asking|you|you've|i|we|no) / (the )?(third|fourth|fifth) time you('ve| have)? (asked|written|called|rung) / (as )?(i|we) (have |'ve )?(already )?(told|explained|said|written) (you |this |it )*(several|three|many|a dozen|countless) times / (happy|satisfied) now / any(one|body) (with (a|any|half|eyes)|who can read) / (anyone|anybody|everyone|everybody) else (manages|managed|understands|can) / i don't believe a word / we are not (your )?(babysitters|mind readers|magicians) / (i'm|we're|i am|we are) not (a )?(mind reader|mind readers|magician|magicians|babysitter) / congratulations (on|for) (breaking|losing|ignoring|finally) / surely (even )?you / (it|that) (shouldn't|should not) be beyond you / (how|that) (hard|difficult) (is|was) (it|that) to
        half a brain / any (idiot|fool|moron) (can|could|would|knows) / (an|you|complete|utter|such an) (idiot|idiots|moron|imbecile|fool) / (idiotic|moronic|brainless) / (you|how|so|your) (are )?(stupid|dumb) / stupidity
        even (a|my) (child|toddler|kid|five-year-old|grandmother|gran|gran) (could|can|would|knows|understands|manages) / even you (could|can|should|must|ought) / (a|any) (child|toddler) (could|can) (work|figure|do|see|understand)
        (is|was) (it|that|this) (really )?(so|that) (hard|difficult) / how (hard|difficult) can it be / (not|hardly) (exactly )?rocket science / what part of ... (don't|do not|didn't|did not) you
        (can't|cannot) you (even )?read / can you (not|even) read / do you (even )?(know how to|bother to) read / are you (deaf|blind|stupid) / learn (how )?to read / try reading / open your eyes / use your (head|brain|common sense)
        stop (whining|moaning|complaining|nagging|whingeing|bothering us|pestering|wasting) / quit (whining|moaning|complaining|bothering) / (your|this) (constant |endless )?(whining|moaning|whingeing|nagging|sob story|tantrum|hysterics|drama|nonsense|theatrics) / what (nonsense|a drama|a fuss)
        (you|just|please|should|do) calm down / calm (yourself|down and) / get a grip / (you|do|to) grow up / pull yourself together / get over (yourself|it) / (making|make) such a fuss / (ridiculous|silly|childish) (of you|behaviour|behavior)
        (waste|wasting|wasted|waste of) (my|our) (valuable )?time / spare (me|us) (the|your|all) / shut up / (nobody|no one|no-one) (here )?cares / (i|we) (really )?(don't|do not|couldn't|could not) care (less|about your|what you|if you|how you)
        (better|more important) things to do / for the (last|umpteenth|hundredth) time / how many (more )?times (do|must) (i|we) / (i|we) (won't|will not|'m not going to) (say|explain|repeat) (it|this|that|myself|ourselves) again
        you('re| are) (being )?(so |just |rather )?(ridiculous|silly|childish|dramatic|lazy|hysterical|impossible|rude|a liar|lying|exaggerating|a pain|a nuisance) / (don't|do not) (you )?be (so )?(ridiculous|silly|childish|dramatic|stupid|lazy)
        (other|normal|sensible|most sensible|all our other|grown-up) (people|adults|customers|guests|passengers) (manage|can|know|understand|have no trouble|don't (have|need|complain)) / (any|every) (normal|sensible|reasonable|sane) (person|adult|customer) (would|could|can|knows)
        you people / people like you / (if|since) you can't (even )?(read|count|tell the time|follow (a )?simple) / (do|must|shall) (i|we) (really )?(have to )?(spell it out|draw you a picture|hold your hand) / draw you a picture / cry me a river / boo hoo
        (do|did) you (honestly|seriously|really) (think|believe|expect) / you (clearly|obviously|evidently) (can't|cannot|don't|do not|didn't|did not|haven't|have not) (read|understand|understood|listen|bother|care|grasp|know how|know what|have a clue) / have you (even|ever) (tried|bothered|looked|read|thought)
    """),
    dismissive=phrases_of("""
        (is|are|isn't|aren't|'s) (simply |really |certainly |hardly )?(not |no |hardly |none of )?(our|my) (problem|concern|headache|lookout|business) / (not|n't|hardly) (really )?(our|my) (problem|concern|headache|business|job) / none of our (business|concern)
        (that's|that is|it's|it is|is) (really |entirely |purely )?your (own )?(problem|lookout) to / (that's|that is) your (own )?(problem|lookout) / (that's|this is|that is) (up to you|for you) to (deal with|sort out|put up with)
        (have|has|having|need|got) to (just |simply )?(live|put up|lump) (with )?(it|that|this) / (just|simply|'ll have to) (live|put up|deal|cope|make do) with (it|that|this) / get used to it / like it or (not|lump it) / take it or leave it / tough luck / (that's|just|well) (too bad|tough|hard luck) / too bad for you / (that's|such is) life
        (that's|that is|it's) just (how|the way) (it|things) (is|are|goes|go|works|work) / rules are rules / (there is |there's )?(nothing|no more|not) (more |further |left )?to (discuss|argue about|debate) / end of (story|discussion|the matter|debate) / (is|are|not) (not )?(up for|open to) (discussion|debate)
        (we|i) have (nothing|no more) (more|further|else)? ?to (say|add) (on|about|to) / what do you (want|expect) (me|us) to do / what (did|do) you expect / (it's|it is|this is|that is|all) (all )?(on|in) (the|our) (website|site|faq|terms|leaflet|contract|manual) so (just|go|there|you|look|read|i|we|don't)
        (just |go and )google (it|that) / look it up yourself / (work|figure|sort) (it|that|this) out (by |for )?yourself / (go|shop|buy|try) (somewhere|elsewhere) (else )?(then|if you|for all) / if you don't like it (then )?(go|leave|tough|find|shop|that's|too bad|don't)
        (we|i) (have|'ve got|have got) (more important|real|bigger|better|plenty of other|hundreds of other) (customers|things|matters|problems|cases) / not the only (customer|client|guest|passenger|tenant) / wait (your turn|like everyone|like everybody|like the rest)
        (no|little|not much) (point|use|sense) in (complaining|writing to us|arguing|raising|bothering|asking again|going on) / (don't|do not) bother (writing|calling|ringing|asking|us|emailing|me|replying|complaining) / (don't|do not) (contact|write to|email|call) (me|us) (again|about this again|any more)
        you get what you pay for / can't be bothered / (nobody|no one) (forced|made) you / (not|hardly|isn't) worth (our|my) time / (i|we) (just|only) work here / (beneath|below) (us|me) / (don't|do not) (come|go) (crying|running|complaining) to / couldn't care less / (not|n't) (my|our) cup of tea / as if (we|i) (had|have) nothing
    """),
    blaming=phrases_of(r"""
        (this|it) is (down|due|owing) to your own / nobody (else )?to blame but / if you buy the cheapest / through your own / last time (i|we) checked (it was )?you
        your own (fault|doing|mistake|error|carelessness|negligence|stupid fault) / (is|was|'s) (entirely |all |clearly |simply |only |really |actually )?your (own )?(fault|mistake|error|doing|carelessness) / the (fault|mistake|error) (is|was|lies) (entirely |all )?(yours|with you)
        (only )?(have|has|got) (only |no one but |nobody but )?yourself to (blame|thank) / (brought|bring) (this|it|that) on yourself / serves you right / you asked for (it|this)
        you (really )?(should|ought to|could) (at least |really |simply |just |easily )?have (read|checked|thought|known|told us|told me|asked (us|me|before|first|someone)|looked|listened|followed|paid (more |better |closer )?attention|been (more )?careful|realised|realized|understood|remembered|spotted|taken (more|better) care|planned|tried harder|let us know|double-checked|waited|kept an eye)
        (if you (had|'d)|had you) (only |actually |just |bothered to |simply |taken the trouble to )*(read|checked|followed|listened|bothered|paid attention|done as|told us|thought|looked|been (more )?careful|taken (more )?care|asked|acted|kept)
        you (have |had |simply )*(failed|neglected|omitted) to / (not|never|couldn't be|can't be|didn't|did not) bother(ed)? to / your (own )?(failure to|negligence|carelessness|neglect|refusal to|ignorance|careless \w+) / (careless|sloppy|negligent|irresponsible) (of you|on your part)
        (because|since|as|when) you (didn't|did not|never|couldn't|were too|can't) (be bothered to |bother to |even )?(read|check|listen|follow|bother|pay attention|lazy|careless|think) / (that's|that is|this is) what (happens|you get) (when|if|for) / (don't|do not|can't|cannot) blame (us|me) / (can't|cannot) help it (if|that) you
        you must have (broken|dropped|damaged|done something|misread|deleted|spilled|mistreated|misused) / (maybe|perhaps) next time you / next time (you'd better|try to (read|think)|actually|read|think|pay attention|look where|listen)
        (you|you're|it) (are|were|was) (you|the one) who (broke|dropped|chose|forgot|failed|ordered the wrong|signed|insisted|ignored|made the) / you caused (this|it|the)  / you (clearly|obviously|evidently) (misread|ignored|broke|dropped|did something|overlooked|misused|forgot|made a mistake)
    """),
    dismissive_hints=phrases_of("not our / not my / website / terms / rules / nothing / wait / elsewhere / just / stop"),
    blaming_hints=phrases_of("fault / blame / should have / could have / if you had / had you / you didn't / you did not / you forgot / your own / next time / mistake"),
    courteous=phrases_of("""
        (not|n't|nothing|never) (in any way |at all |really )?(your|you) (own )?(fault|mistake|doing|error|did|have done) / no fault of yours / (don't|not|never) (blame|be hard on) yourself / rather than yours / (not|and not) yours
        (we|i) (should|ought to|could) (really |already )?have / (we|i)('re| are|'m| am) (so |very |really |truly |terribly )?sorry / (we|i) (sincerely |truly |do )?apologi[sz]e / so sorry / our apologies / (our|my) (own )?(stupid|silly|mistake|fault|error)
    """),
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
    """),
    deeds=phrases_of("(we|i|you|someone|the team|our team|a colleague|the money|your money|the refund|your refund|the parcel|your parcel|your order)('ll| will| shall) / (are|is|am) (working on|going to) / (we|i)('re|'m) (working on|going to)"),
    vague=phrases_of("soon / shortly / as soon as (possible|we can|i can) / asap / in due course / at some point / before too long / in the near future / in a while / one of these days / eventually / sooner or later / presently / at (our|the) earliest convenience"),
    conditions=phrases_of("if / should you / should the / should it / unless / in case / were you / would you like"),
    open_matters=phrases_of("""
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
    requests=phrases_of("(send|reply|call|ring|email|text|click|log|fill|bring|upload|write|reach|contact|return|visit|open|drop|press|enter|sign|apply|check|choose|wait|take|leave|restart|try) (us|me|to|it|in|on|out|back|the|your|this|a|an|any|one|through|for|at|by|off|or|again|up|here)"),
    jargon=jargon_of(JARGON),
)
