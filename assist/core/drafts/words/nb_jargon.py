# ruff: noqa: E501 - a table is read by the row
"""Norwegian bokmål: officialese and its plain words."""

# Officialese that Norwegian guides to clear language (Språkrådet, "Kansellisten") advise against; ambiguous ones left out.
JARGON = """
adekvat = passende / anmode, anmoder, anmodes, anmodet, anmodning om = be, ber, bes, bedt, ønske om / andra, andrar = være, er
avstedkomme, avstedkommer = føre til, fører til / begjære, begjærer, begjæring = be om, ber om, søknad / besørge, besørger, besørges = ordne, ordner, ordnes / bevirke, bevirker = føre til, fører til
bibringe, bibringer = gi, gir / desangående = om dette / effektuere, effektuerer, effektueres = utføre, utfører, utføres
ei heller = heller ikke / erholde, erholder = få, får / erlegge, erlegger, erlegges, erlagt = betale, betaler, betales, betalt / er i besittelse av = har / fordre, fordrer, fordres = kreve, krever, kreves
foranledige, foranlediger, foranlediget = sørge for, sørger for, sørget for / forefinnes, forefinne = finnes, finne / foreligge, foreligger, forelå = finnes, finnes, fantes
forestå, forestår = lede, leder / foreta innbetaling, foreta innkjøp = betale, kjøpe / forut for = før / for så vidt angår = om / fremsette, fremsettes, fremsatt = komme med, sendes, kommet med
fremskaffe, fremskaffes, fremskaffet = skaffe, skaffes, skaffet / hensyntatt, hensynta = tatt hensyn til, ta hensyn til / henstille, henstilles, henstiller = be om, bes om, ber om
hva angår = om / hvoretter = og så / hvorved = og da / hvori = der / i henhold til, ihht, iht = etter / i medhold av = etter
i overensstemmelse med = etter / i relasjon til = om / i tilfelle av = ved / ikrafttredelse, ikrafttreden = / imøtekomme, imøtekommes, imøtekommet = si ja til, godkjennes, godkjent / imøtese, imøteser = vente på, venter på / inngi, inngis, inngitt = sende, sendes, sendt
iverksette, iverksetter, iverksettes, iverksatt = begynne, begynner, begynnes, begynt / jamfør, jf. vedtektenes = se / likeledes = også / med henblikk på = for / nedenstående, nedenfornevnte = dette
nærværende = dette / oppebære, oppebærer = få, får / overensstemmende = lik / ovenfornevnte, ovennevnte, ovenstående = dette / oversende, oversender, oversendes, oversendt = sende, sender, sendes, sendt
påberope, påberoper, påberopes = vise til, viser til, vises til / påhvile, påhviler, påhvilt = gjelde, må, måtte / påkrevd, påkrevet = nødvendig / påløpe, påløper, påløpte, påløpt = komme i tillegg, kommer i tillegg / påse, påser = passe på, passer på / påregne, påregnes = regne med, kan ventes
rekvirere, rekvirerer, rekvireres, rekvirert = bestille, bestiller, bestilles, bestilt / rette henvendelse til = kontakte / samtlige = alle / skjønnsmessig = etter en vurdering / såfremt = hvis / således = slik
tilkjennegi, tilkjennegir = si, sier / tilstille, tilstilles, tilstilt, tilsende, tilsendes, tilsendt = sende, sendes, sendt, sende, sendes, sendt / tilveiebringe, tilveiebringes = skaffe, skaffes / tilbørlig = ordentlig / til tross for det faktum at = selv om
under henvisning til, med henvisning til = om / undertegnede = jeg / utferdige, utferdiges, utferdiget = skrive, skrives, skrevet / uaktet = selv om / vedrørende = om / vederheftig = pålitelig
vil være berettiget til, være berettiget til, er berettiget til = har rett til, ha rett til, har rett til / ved fremleggelse av = hvis du viser / ettersendes, ettersende = sendes senere, sende senere / etterkomme, etterkommes = følge, følges
api, api-nøkkel, api-nøkkelen = / backend, backenden = / deploye, deployes, deployet = / eskalere, eskalerer, eskaleres = sende videre, sender videre, sendes videre / anleggsbidragsfritt, anleggsbidrag = / kundereise, kundereisen = / kyc = / provisjonere, provisjonert, provisjoneres =
sla = / stakeholder, stakeholdere = / touchpoint, touchpoints =
"""
