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
"""
