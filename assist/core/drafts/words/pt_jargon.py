# ruff: noqa: E501 - a table is read by the row
"""Portuguese: officialese and its plain words."""

# Officialese that guides to plain Portuguese advise against ("linguagem clara", "linguagem simples"); ambiguous words left out.
JARGON = """
a fim de proceder a = para / a posteriori = depois / a priori = antes / abster-se de = não / acostar, acostado, acostada = juntar, junto, junta / adimplemento, adimplir = pagamento, pagar / aludido, aludida, aludidos, aludidas = este, esta, estes, estas
ao abrigo do disposto = segundo / ao arrepio de = contra / aquando da, aquando do, aquando de = quando houver / aquiescência = acordo / arguir = alegar / asseverar = afirmar / atempadamente = a tempo / atinente a, atinentes a, atinente à = sobre, sobre, sobre a
auferir, aufere, auferido = receber, recebe, recebido / coadjuvar = ajudar / coligir = reunir / conquanto = embora / consubstanciar, consubstancia = ser, é / cumpre-nos informar, cumpre informar, cumpre-me informar = informamos, informamos, informo
dar cumprimento a = cumprir / de harmonia com = de acordo com / diligenciar, diligenciará, diligenciamos = tratar, tratará, tratamos / dirimir = resolver / doravante = a partir de agora
efetivar, efetivado, efetivada = fazer, feito, feita / efetuar-se = fazer-se / em conformidade com = de acordo com / em sede de = em / em virtude de, em virtude do, em virtude da = por causa de, por causa do, por causa da
emolumento, emolumentos = taxa, taxas / encetar, encetou = começar, começou / em epígrafe = acima / ex officio = / ex vi = / exarar, exarado, exarada = escrever, escrito, escrita
haja vista = porque / hodierno, hodierna = atual, atual / impende, impende salientar = / impetrar = pedir / in casu = / inadimplemento, inadimplente, inadimplência = falta de pagamento, em atraso, falta de pagamento / indeferimento, indeferir, indeferido = recusa, recusar, recusado
infra mencionado, infra mencionada, inframencionado, inframencionada = seguinte, seguinte, seguinte, seguinte / inobservância = incumprimento / malgrado = apesar de / mencionado em epígrafe = / mister se faz = é preciso / não obstante = apesar de
nesse desiderato = / nos termos do disposto, nos termos e para os efeitos = segundo, segundo / no que concerne a, no que concerne ao, no que concerne à, no que concerne aos, no que concerne às = sobre, sobre o, sobre a, sobre os, sobre as
no que tange a, no que tange ao, no que tange à = sobre, sobre o, sobre a / no que respeita a, no que respeita ao, no que respeita à = sobre, sobre o, sobre a / o presente ofício = esta carta / óbice = obstáculo / outorgar, outorgado = dar, dado / outrossim = também
perante o exposto = por isso / porquanto = porque / posteriormente a = depois de / preconizado, preconizada = previsto, prevista / prelação = preferência / procedeu-se a, procedeu-se à, proceder-se-á a, proceder-se-á à, procederemos a, procederemos à = fizemos, fizemos a, faremos, faremos a, faremos, faremos a
proceder ao pagamento, proceda ao pagamento, procedeu ao pagamento = pagar, pague, pagou / quiçá = talvez / rececionado, rececionada, recepcionado, recepcionada = recebido, recebida, recebido, recebida / referenciado, referenciada = referido, referida / remeter em anexo = juntar
retromencionado, retromencionada = este, esta / sem embargo de = apesar de / sem prejuízo da observância, sem prejuízo do disposto = cumprindo, além de / sito, sita, sitos, sitas = na, na, nos, nas / sobredito, sobredita = este, esta / solicita-se a v. exa. = pedimos-lhe / subscrevemo-nos =
supracitado, supracitada, supracitados, supracitadas = este, esta, estes, estas / supramencionado, supramencionada, supramencionados, supramencionadas = este, esta, estes, estas / supra referido, supra referida, suprarreferido, suprarreferida = este, esta, este, esta
tem por escopo = serve para / tendo em consideração o exposto = por isso / tendo em vista a obtenção de = para ter / ulterior, ulteriores, ulteriormente = seguinte, seguintes, depois / vimos por este meio, vimos pela presente, vimos por meio desta, venho por este meio = , , ,
à luz do exposto = por isso
api, chave de api, chave api = / backend, back-end = / escalonar o chamado, escalar o ticket, escalonado para o n2 = passar o caso a um colega, passar o caso a um colega, passado a um colega / kyc = / sla = / stakeholder, stakeholders = / touchpoint, touchpoints = / hce, token hce = / provisionar, provisionado, provisionada, provisionamento = ativar, ativado, ativada, ativação / workaround = solução provisória / deploy =
"""
