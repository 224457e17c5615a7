# ruff: noqa: E501 - a table is read by the row
"""Swedish: officialese and its plain words."""

# After the government's list of words to avoid (Svarta listan, Myndigheternas skrivregler); ambiguous ones left out.
JARGON = """
adekvat, adekvata = lämplig, lämpliga / anmoda, anmodar, anmodas, anmodan = be, ber, ombeds, begäran / avhjälpande av = åtgärd av
avyttra, avyttrar, avyttrat, avyttring = sälja, säljer, sålt, försäljning / avseende = om / bereda tillfälle, beredes tillfälle, bereds tillfälle = ge möjlighet, får möjlighet, får möjlighet
beträffande = om / bifogat översändes, bifogat översänds = vi skickar med
densamma = den / dylik, dylika, dylikt = liknande / därest = om / därvid, därvidlag = då / därstädes = där
ehuru = fast / emedan = eftersom / emottaga, emottagit, emottagits, emottager = ta emot, tagit emot, tagits emot, tar emot / enär = eftersom
erforderlig, erforderliga, erforderligt = nödvändig, nödvändiga, nödvändigt / erfordra, erfordras, erfordrar, erfordrades = kräva, krävs, kräver, krävdes
erhålla, erhåller, erhållit, erhöll, erhålls, erhållen, erhållna = få, får, fått, fick, fås, fått, som ni har fått
erlägga, erlägger, erläggs, erlägges, erlagt, erlagd = betala, betalar, betalas, betalas, betalat, betald / ett flertal = flera
facilitera, faciliterar = underlätta, underlättar / föranleda, föranleder, föranlett, föranledd = orsaka, orsakar, orsakat, orsakad
förefintlig, förefintliga = som finns / föreligger, föreligga, förelåg = finns, finnas, fanns / förevarande = det här / för den händelse = om
försorg = / hemställa, hemställer, hemställan = be, ber, begäran / hänförlig, hänförliga, hänförligt, hänföra till = som beror på, som beror på, som beror på, bero på
härav = av detta / härför = för detta / härigenom = / härmed = / härtill = till detta / härutöver = dessutom / härvid, härvidlag = då
i avsaknad av = utan / i enlighet med = enligt / i händelse av = vid / i syfte att = för att / ifrågavarande = den här / ikraftträdande =
implementera, implementerar, implementerat, implementering = införa, inför, infört, införande / inkommen, inkommet, inkomna = som kommit in
inkommit med, inkomma med = skickat in, skicka in / inge, inges, ingiva, ingivits = lämna in, lämnas in, lämna in, lämnats in / initiera, initierar, initierat = börja, börjar, börjat
införskaffa, införskaffar, införskaffat = skaffa, skaffar, skaffat / jämlikt = enligt / jämte = och / jämväl = även / likaledes = också
med beaktande av = med hänsyn till / medelst = med / nedan angivna, nedan angiven = / nyttja, nyttjar, nyttjande = använda, använder, användning / oaktat = trots
ombesörja, ombesörjer, ombesörjs, ombesörjas, ombesörjt = ordna, ordnar, ordnas, ordnas, ordnat / ovannämnda, ovannämnd, ovannämnt = den här
ovanstående = detta / på grund härav, till följd härav = därför / påkalla, påkallar, påkallas = begära, begär, begärs / påvisa, påvisar, påvisat = visa, visar, visat
rekvirera, rekvirerar, rekvireras, rekvirerats = beställa, beställer, beställs, beställts / samtliga = alla / skall = ska / städse = alltid
så snart som görligt = så snart det går / tillgodose, tillgodoser = uppfylla, uppfyller / tillhandahålla, tillhandahåller, tillhandahålls, tillhandahållit = erbjuda, erbjuder, erbjuds, erbjudit
tillse, tillser, tillsett = se till, ser till, sett till / tillställa, tillställer, tillställs, tillställt, tillsänder, tillsändes = skicka, skickar, skickas, skickat, skickar, skickas
undertecknad = jag / uppbära, uppbär = få, får / utan dröjsmål = genast / utverka, utverkat = få, fått
varav följer = / varefter = sedan / varigenom = / varjämte = och dessutom / varvid = och då / vederbörande = / vederbörlig, vederbörliga, vederbörligt, vederbörligen = rätt
verkställa, verkställs, verkställer, verkställande av = genomföra, genomförs, genomför, / vidimera, vidimerad, vidimerade = bestyrka, bestyrkt, bestyrkta / vidkommande = / vidtaga, vidtager = göra, gör
villkorsbestämmelser = villkor / å det snaraste = så snart som möjligt / åberopa, åberopar, åberopas = hänvisa till, hänvisar till, hänvisas till / åligger, åvilar = ska
äger rätt, äger skyldighet = har rätt, måste / översända, översänder, översänds, översändes = skicka, skickar, skickas, skickas
api, api-nyckel, api-nyckeln = / backend, backenden = / deploy, deployad, deployats = / eskalera, eskalerar = skicka vidare, skickar vidare / kyc = / kundresa, kundresan = / provisionera, provisionerad, provisionerats, provisioneras =
sla = / stakeholder, stakeholders = / touchpoint, touchpoints =
"""
