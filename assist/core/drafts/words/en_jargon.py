# ruff: noqa: E501 - a table is read by the row
"""English: officialese and its plain words."""

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
abeyance, held in abeyance, in abeyance = wait, on hold, on hold / abrogate, abrogated = cancel, cancelled / accede, accedes, acceded = agree, agrees, agreed / accrue, accrues, accrued, accrual = build up, builds up, built up, build-up / acknowledge receipt of, acknowledgement of receipt = confirm we have, receipt
adjudicate, adjudicated, adjudication = decide, decided, decision / adjudged = judged / affix, affixed = stick, stuck / aforenamed, afore-mentioned, abovementioned, above-mentioned, abovenamed = this / aggregate sum, aggregate amount = total / ameliorate, ameliorated, amelioration = improve, improved, improvement / amendatory =
anterior to = before / appertain, appertaining, appertaining to = belong, about, about / approximately in the region of = about / in arrears, payable in arrears = behind, paid afterwards / as a consequence of = because of / as per your, as per our = in line with your, in line with our / as regards = about / as to whether = whether
at such time as, until such time as, at your earliest convenience = when, until, soon / attributable to = caused by / avail yourself of, avail of = use / bona fide = genuine / by reason of = because of / apportionment, apportioned = share, shared / cogitate, cognisance, take cognisance of = think, , note
commensurate with = in line with / commutation = / comprised of = made up of / conditional upon, conditional on, contingent upon, contingent on = only if / constitutes, constituted = is, was / construe, construed = read / contravene, contravenes, contravention = break, breaks, breaking / contractual provisions = contract
corroborate, corroborated = support, supported / decommissioned = closed / deemed = seen as / defray, defrayed = pay, paid / delineate, delineated = set out / derogation, derogate = exception, / desirous of = wanting / desist from, desist = stop / detrimental to = bad for / discharge the obligation = meet
disbursement, disbursements, disburse, disbursed = payment, payments, pay, paid / disseminate, disseminated = spread / documentary evidence, documentary substantiation, documentary proof, evidentiary = papers, papers, papers, / domiciled, domicile = living, home / duly noted = noted
during the course of, during the period = during, while / effect payment, effect a payment, effected, effecting = pay, pay, made, making / elect to, elects to = choose to, chooses to / eligibility criteria = who can have it / elucidate, elucidated = explain, explained / emolument, emoluments = pay / emanate, emanates = come, comes
encumbrance, encumbered = / enquire as to = ask / ensue, ensues, ensuing = follow, follows, following / enumerate, enumerated = list, listed / envisage, envisages, envisaged = expect, expects, expected / equitably = fairly / evince, exigency, exigencies = show, need, needs / ex gratia, ex-gratia = goodwill / exonerated = cleared
expended = spent / extenuating = / failure to comply = if you don't / for and on behalf of = for / for the reason that = because / for such time as = while / forbearance = patience / forfeiture = loss / furnish, furnished = give, given / furtherance, in furtherance of = , to help
give consideration to, give rise to, gives rise to = think about, cause, causes / hereafter, hereunder, hereunto, hereafter referred to as, hereinabove = from now on, below, , called, above / holistic, holistically = whole, as a whole / if and when, if this is not the case = if, if not / impairment = harm
in addition to the foregoing, the foregoing, foregoing = also, this, / in consequence of = because of / in compliance with = to meet / in consideration of = for / in default of = without / in light of the fact that = because / in perpetuity = for ever / in pursuance of = under / in regard to, in regards to = about
in tandem with = with / in the amount of = for / in the majority of instances, in the majority of cases = usually / in the matter of = about / incongruous = odd / indemnify, indemnified, indemnification = cover, covered, cover / institute proceedings = go to court / instigate, instigated = start, started / interalia =
issuance = issuing / juxtapose, kindly revert, kindly advise = , please reply, please tell us / leveraged, leveraging = used, using / liquidated = paid off / locate and identify = find / mandatory requirement = must / material breach = serious breach / mitigate, mitigated, mitigation = reduce, reduced, cut / moiety = half
multiplicity = / necessitate, necessitates, necessitated = need, needs, needed / nominal sum = small sum / non-compliance, noncompliance, non-receipt = not keeping to the rules, not keeping to the rules, not getting it / null and void = not valid
obligate, obligated, obligation to, obviate, obviates = oblige, must, duty to, prevent, prevents / occasioned by = caused by / on numerous occasions = often / on the occasion of, on the part of = when, by / operationalise = / ordinance = rule / peruse = read / persuant to, pertain, pertains = under, be about, is about
posterior to, predicated on = after, based on / preferment, preliminary to = , before / prescribed form = form / prevailing traffic, prevailing conditions = current traffic, conditions now / procured = got / proffer, promulgate, promulgated = offer, publish, published / proscribed = banned
provided always that, provision of documentation = if, sending papers / in close proximity to = near / punctilious = / ratified, ratification = approved, approval / recompense, recoup, recouped = pay back, get back, got back / rectify, rectified = put right / regarding the matter of = about
reiterate, reiterated, reiterates = repeat, repeated, repeats / relinquish, relinquished = give up, given up / remits, remitted, remittance, remittances = sends, sent, payment, payments / remunerate, remuneration = pay / renumeration, repudiate, repudiated = pay, refuse, refused
rescind, rescinded, rescission = cancel, cancelled, cancelling / residual value = value left / revert to you, revert back, revocation, revoke, revoked = answer you, reply, cancelling, cancel, cancelled / save insofar as, save for, save where, save that = except, except, except where, except that / scrutinised = checked
set forth = set out / should you require clarification = if anything is unclear / so stipulates, solicited = says so, asked for / stipulate, stipulates, stipulated, stipulation, stipulations = say, says, said, condition, conditions / statutory provisions, strategise = law, plan
subrogation, subrogated, subsist, subsisting = , , exist, existing / supersede, superseded = replace, replaced / supervene, supplementary documentation = , more papers / surrender the document = give back the paper / tantamount to = the same as / tariff schedule = price list
said sum, said amount, said document = this sum, this amount, this document / thenceforth, theretofore, thereunder, thereupon, thereon, therefrom, therewith, thereby = from then on, until then, under it, then, on it, from it, with it, so / timeously, in a timely manner = on time / tortious, transmittal = , sending
ultimo, proximo, unavailing = last month, next month, no use / under the provisions of, undue delay, without undue delay = under, delay, soon / unencumbered, unwarranted = free, not needed / upheld in part = partly agreed with / at variance with = unlike / verify the veracity, veracity = check, truth
vis a vis, viz, viz. = about, namely, namely / we are in receipt of = we have / whensoever, wheresoever, wheretofore, whereof = whenever, wherever, , of which / with the minimum of delay, with the utmost = quickly, with great / witnesseth, workstream =
you are hereby, you are required to, you are requested to, your goodself, your good self = you are, you must, please, you, you / escalated to tier 2 = passed to a specialist / handshake, failover, payload = / chargeback, kpi, kpis, roi, actionable =
"""
