# ruff: noqa: E501 - a table is read by the row
"""Danish: officialese and its plain words."""

# Officialese that Danish guides to clear language (Klart sprog, Sprognævnet) advise against; ambiguous words left out.
JARGON = """
adækvat = passende / afhjælpning af = udbedring af / afstedkomme, afstedkommer = give, giver / anmode, anmoder, anmodes, anmodning om = bede, beder, bedes, ønske om / andrage, andrager = er, er
berigtige, berigtiges, berigtiget = rette, rettes, rettet / bibringe, bibringer = give, giver
desangående = om det / desuagtet = alligevel / dagsværdiansættelse, dagsværdiansættelsen = / effektuere, effektuerer, effektueres, effektueret = udføre, udfører, udføres, udført
er i besiddelse af = har / erholde, erholder = få, får / erlægge, erlægger, erlægges, erlagt = betale, betaler, betales, betalt
foranledige, foranlediger, foranlediget = sørge for, sørger for, sørget for / fordre, fordrer, fordres = kræve, kræver, kræves / forefindes, forefinde = findes, finde
foretage indbetaling, foretag indbetaling = betale, betal / fornøden, fornødne, fornødent = nødvendig, nødvendige, nødvendigt / forud for = før
fremkomme med, fremkommer med = give, giver / fremsende, fremsender, fremsendes, fremsendt, fremsendelse af = sende, sender, sendes, sendt, at sende
for så vidt angår = om / gældende bestemmelser = reglerne / henhøre, henhører under = høre, hører under / henstille, henstilles, henstiller = bede om, bedes, beder om / henset til = på grund af / henvendelse rettes til = henvend dig til
herved, hermed meddeles, herved meddeles = nu, vi fortæller, vi fortæller / hidrøre, hidrører fra = komme, kommer fra / hvad angår = om / hvorefter = og så / hvorunder = hvor
i anledning af = om / i fald = hvis / i henhold til = efter / i medfør af = efter / i overensstemmelse med = efter / i relation til = om / ifald = hvis
imødegå, imødegås, imødegået = undgå, undgås, undgået / imødese, imødeser = vente på, venter på / imødekomme, imødekommes, imødekommet = sige ja til, godkendes, godkendt / indgive, indgives, indgivet = sende, sendes, sendt
iværksætte, iværksætter, iværksættes, iværksat = begynde, begynder, begyndes, begyndt / igangsættelse = start / igangsætte, igangsættes = begynde, begyndes
kvittere for modtagelsen, kvitterer for modtagelsen = bekræfte, bekræfter / nedenstående = dette / nærværende = dette
oppebære, oppebærer, oppebåret = få, får, fået / ovennævnte = den nævnte / ovenstående = dette / påhvile, påhviler = skal, skal / påkræve, påkrævet = kræve, nødvendigt
påregne, påregnes, påregner = regne med, ventes, regner med / påføre, påføres, påført = skrive på, skrives på, skrevet på / rekvirere, rekvirerer, rekvireres, rekvireret = bestille, bestiller, bestilles, bestilt
rette henvendelse til, ret henvendelse til = kontakte, kontakt / skrivelse, skrivelsen, skrivelser = brev, brevet, breve / såfremt = hvis / tilsige, tilsiges = indkalde, indkaldes
tilstille, tilstilles, tilstillet = sende, sendes, sendt / tilvejebringe, tilvejebringes, tilvejebragt = skaffe, skaffes, skaffet / undertegnede = jeg / under henvisning til = om
udfærdige, udfærdiges, udfærdiget = skrive, skrives, skrevet / uagtet = selv om / uopholdeligt, uopholdelig = straks, straks / vedrørende = om
ved fremlæggelse af = hvis du viser / vil blive foretaget = sker / vil være at, vil være gældende = skal, gælder / ækvivalent = svarende
api, api-nøgle, api-nøglen = / backend, backenden = / deploye, deployes, deployet = / eskalere, eskalerer, eskaleres = sende videre, sender videre, sendes videre / kunderejse, kunderejsen = / kyc = / provisionere, provisioneret, provisioneres =
sla = / stakeholder, stakeholdere = / touchpoint, touchpoints =
"""
