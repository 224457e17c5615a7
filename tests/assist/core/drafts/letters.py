# ruff: noqa: E501 - letters are read as they were written
"""Letters of all kinds that are good as they are: no check may find anything in them."""

from assist.core.drafts.draft import Draft
from assist.core.events import Act, Channel, Participant
from assist.core.quoting import own_spans
from guidelines_kb.splitting import sentences

NOW = 1_750_000_000.0  # 15 June 2025, a Sunday


def draft_of(  # noqa: PLR0913 - what a test may want to say of a draft
    text: str,
    language: str = "en",
    channel: Channel = Channel.EMAIL,
    customer: str = "",
    agent: str = "",
    organisation: str = "",
    acts: tuple[Act, ...] = (),
) -> Draft:
    """A draft as the pipeline makes it, its sentences those of its own words."""
    spans = tuple(
        (begin + start, begin + end)
        for begin, finish in own_spans(text)
        for start, end in sentences(text[begin:finish], language)
    )
    return Draft(
        text, language, channel, Participant(customer), Participant(agent), organisation, spans, acts, written_at=NOW
    )


MOST = 100_000  # code points
HOSTILE = [
    part * (MOST // len(part))
    for part in (
        *(
            "a",
            "A",
            " ",
            "\n",
            "!",
            "! ",
            '"',
            '"a ',
            "(",
            ", ",
            "1",
            "12 ",
            "a-",
            "a.",
            "😀",
            "😀 A ",
            "hej\n",
            "DU MUST ",
        ),
        *("you should have ", "is not ", "não é ", "we will soon ", "it needs to be fixed ", "a\n\n", "Anna-", "mr "),
    )
]


def hostile(text: str, language: str) -> Draft:
    """A draft that is one endless sentence after a greeting that may be going on."""
    whole = f"Hej {text}"
    return Draft(whole, language, Channel.EMAIL, Participant("Anna Berg"), sentences=((0, len(whole)),), written_at=NOW)


LETTERS: dict[str, Draft] = {
    "en order": draft_of(
        """Dear Ms Holm,

Thank you for your order. Here is what you bought:

- 1 x ALPINE TENT PRO 3 (green), £289.00
- 2 x Sleeping mat XL, £35.50 each
- 1 x USB-C LED lantern, £19.99

Subtotal: £379.99
Delivery: free
VAT included: £63.33
TOTAL TO PAY: £379.99

Your parcel leaves our warehouse on Monday and should be with you by Thursday 19 June. You will get a text from DPD with a one-hour slot on the morning of delivery.

If anything is missing or damaged, please reply to this email within 14 days.

Kind regards,
Dr. Amelia Roberts-Singh, MBE
Head of Customer Care | NORDIC OUTDOOR LTD
T: +44 20 7946 0991 | M: 07700 900 123
www.nordicoutdoor.example""",
        customer="Ingrid Holm", agent="Amelia Roberts-Singh", organisation="Nordic Outdoor Ltd",
    ),
    "en refusal": draft_of(
        """Hello Tom,

I'm sorry, but we can't refund the ticket this time. It was bought at the Saver rate, which can be changed but not returned, and the train ran on time. I know that isn't the answer you hoped for.

What I can do is move the journey to another day free of charge. You can choose any train until 31 August at www.rail.example/change.

You said that our guard called the delay "your own fault". That should never have happened, and I have spoken to him about it. It was not your fault at all, and you are right that we should have told you sooner.

Best wishes,
Priya
Customer Relations""",
        customer="Thomas Baker", agent="Priya Nair",
    ),
    "en steps": draft_of(
        """Hi Kim,

Resetting the router takes about five minutes:

1. Unplug it from the wall and wait for 30 seconds.
2. Plug it back in. The POWER light turns green.
3. Hold the WPS button until the LED blinks.
4. On your phone, open Settings > Wi-Fi and choose "Home-2G".

Does the light stay red? Then the line itself is down, and I'll send an engineer. Just reply with a day that suits you.

All the best,
Sam""",
        customer="kim.larsen@mail.example", agent="Sam Okoro",
    ),
    "en thread": draft_of(
        """Hi Anna,

Yes, Tuesday at ten is fine. I've put you down for it.

Thanks,
Joe

On Mon, 9 Jun 2025 at 10:12, Anna Berg <anna@mail.example> wrote:
> I HAVE BEEN WAITING FOR THREE WEEKS!!! This is ridiculous and it's your own fault!
> WHEN WILL YOU COME?""",
        customer="Anna Berg", agent="Joe Field",
    ),
    "en letter": draft_of(
        """Northgate Council
12 High Street
NORTHGATE NG1 2AB

14 June 2025

Our reference: PL/2025/0417

Dear Mr and Mrs Ashworth,

Your planning application

Thank you for your letter of 2 June. We have checked your plans and everything we need is there.

The planning committee meets on 3 July. It is open to the public, so you are welcome to come and listen. We will write to you with its decision by 10 July.

If you have any questions, please ring me on 01632 960 400.

Yours sincerely,

Helen Marsh
Planning Officer""",
        channel=Channel.LETTER, customer="Peter Ashworth", agent="Helen Marsh", organisation="Northgate Council",
    ),
    "en invoice": draft_of(
        """Dear customer,

Your invoice for May is attached as a PDF. The amount is $48.20 and it is due on June 30.

You don't have to do anything if you pay by direct debit. We take the money on the due date. Otherwise please use reference 2025-0617-88 and IBAN GB33BUKB20201555555555.

You should have received a reminder last week as well. Please ignore it if you have paid already.

Thank you for being with us!

Sincerely,
The Billing Team""",
        organisation="Fjordby",
    ),
    "en chat": draft_of("Sure 😊 it's open until six today, haha. Anything else?", channel=Channel.CHAT, customer="Ben"),
    "sv order": draft_of(
        """Hej Robin!

Tack för din beställning. Det här har du köpt:

• 1 st Fjälltält PRO 3, 3 290 kr
• 2 st liggunderlag XL, 399 kr/st
• Frakt: 0 kr

Att betala: 4 088 kr (varav moms 817,60 kr)

Paketet lämnar lagret i dag och kommer till ditt ombud på onsdag. Du får ett sms när det går att hämta, ta med legitimation.

Vill du ångra köpet? Skicka tillbaka varorna inom 30 dagar, så betalar vi returen.

Med vänliga hälsningar
Kim Åkerlund
Kundtjänst, FJORDBY AB
Tfn 08-555 123 45, vardagar kl. 8–17""",
        "sv", customer="Robin Lind", agent="Kim Åkerlund", organisation="Fjordby AB",
    ),
    "sv refusal": draft_of(
        """Bästa Ann-Marie,

Tack för att du hörde av dig. Jag förstår att du är besviken.

Tyvärr kan vi inte byta jackan, eftersom den har använts och prislappen är borta. Öppet köp gäller oanvända varor i 30 dagar. Det är inte ditt fel att dragkedjan har gått sönder, och den lagar vi gärna gratis. Lämna in jackan i butiken så är den klar inom en vecka.

Vi borde ha svarat dig tidigare, och det ber jag om ursäkt för.

Vänliga hälsningar
Fatima""",
        "sv", customer="Ann-Marie Ek", agent="Fatima Noor",
    ),
    "sv later": draft_of(
        """Hej igen Olle,

Absolut, tisdag klockan 10 passar bra. Montören ringer en halvtimme innan han kommer.

/Maja

Den 10 juni 2025 kl. 09:14 skrev Olof Berg <olle@post.example>:
> NU FÅR NI SKÄRPA ER!!! Är det så svårt att komma i tid?""",
        "sv", customer="Olof Berg", agent="Maja Ström",
    ),
    "sv steps": draft_of(
        """Hej!

Så här byter du PIN-kod:

1. Öppna appen och logga in med BankID.
2. Tryck på Kort och välj det kort som gäller.
3. Välj Byt PIN-kod och skriv den nya koden två gånger.

Den nya koden gäller direkt. Glömmer du den är det bara att göra om samma sak. Har du frågor får du gärna ringa oss på 0771-55 55 55.

Hälsningar
Banken""",
        "sv", Channel.FORM, organisation="Banken",
    ),
    "da order": draft_of(
        """Kære Lars

Tak for din bestilling nr. DK-44120. Du har købt:

- 1 stk. telt, grøn, 2.199 kr.
- 2 stk. liggeunderlag, 249 kr. pr. stk.

I alt 2.697 kr. inkl. moms.

Pakken bliver sendt i dag og kommer til pakkeshoppen på onsdag. Du får en sms, når den kan hentes. Husk billed-id.

Du kan returnere varerne inden for 30 dage, og det koster dig ikke noget.

Med venlig hilsen
Cand.jur. Mette Bro
Kundeservice
Tlf. 70 20 30 40 (hverdage kl. 9-16)""",
        "da", customer="Lars Holm", agent="Mette Bro", organisation="Fjordby",
    ),
    "da refusal": draft_of(
        """Hej Sofie

Jeg er ked af, at du har ventet så længe. Det var vores fejl, og vi skulle have skrevet til dig i sidste uge.

Desværre kan vi ikke betale for hotellet, fordi aflysningen skyldtes vejret. Til gengæld får du hele billetten tilbage, 1.249 kr. Pengene står på din konto senest fredag den 20. juni, og du skal ikke gøre noget selv.

Det er på ingen måde din skyld, at kufferten kom for sent. Tag bare billeder af skaden og send dem til os.

Mange hilsner
Jonas fra Fjordby""",
        "da", customer="Sofie Krag", agent="Jonas Dahl", organisation="Fjordby",
    ),
    "da letter": draft_of(
        """Fjordby Kommune
Rådhuspladsen 1
8000 Aarhus C

12. juni 2025

Kære Karen og Svend Lund

Tak for jeres brev. Vi har kigget på tegningerne, og alt er på plads.

Udvalget holder møde den 3. juli. Vi skriver til jer senest den 10. juli og fortæller, hvad der er besluttet.

Har I spørgsmål, er I velkomne til at ringe til mig på 87 13 00 00.

Venlig hilsen
Henrik Juul
Byggesagsbehandler""",
        "da", Channel.LETTER, customer="Svend Lund", agent="Henrik Juul", organisation="Fjordby Kommune",
    ),
    "nb order": draft_of(
        """Hei, Silje!

Takk for bestillingen. Her er det du har kjøpt:

- 1 telt, grønt: 2 490 kr
- 2 liggeunderlag: 349 kr per stk.

Sum: 3 188 kr inkl. MVA

Pakken går fra lageret i dag, og du kan hente den på Coop på torsdag. Ta med legitimasjon og hentekoden du får på SMS.

Angrer du på kjøpet, kan du sende varene tilbake innen 30 dager.

Vennlig hilsen
Kari Nordmann
Kundeservice, FJORDBY AS
Tlf. 22 55 01 20 / www.fjordby.example""",
        "nb", customer="Silje Vik", agent="Kari Nordmann", organisation="Fjordby AS",
    ),
    "nb refusal": draft_of(
        """Hei Jon,

Beklager, men dette kan vi dessverre ikke dekke. Forsikringen gjelder ikke skader som har kommet over lang tid. Det er ikke din feil at røret var gammelt, og jeg skjønner at svaret er kjedelig å få.

Er du uenig, kan du klage til oss innen 15. juli. Send klagen til klage@fjordby.example, så ser en annen saksbehandler på saken. Du får svar i løpet av to uker.

Beste hilsen
Ola""",
        "nb", customer="Jon Moen", agent="Ola Berg",
    ),
    "nb question": draft_of(
        """Hei!

Ja, vi har åpent på lørdag fra klokka 10 til 16. Det er gratis parkering bak bygget.

Velkommen!

Hilsen Linda""",
        "nb", Channel.FORM, agent="Linda Foss",
    ),
    "pt order": draft_of(
        """Exma. Sra. D. Maria da Conceição Sousa,

Obrigado pela sua encomenda n.º 2025/4471. Comprou:

- 1 tenda verde, 289,00 €
- 2 colchões de campismo, 35,50 € cada

Total: 360,00 € (IVA incluído à taxa de 23%)

A encomenda sai hoje do armazém e chega na quarta-feira, dia 18 de junho. Se não estiver em casa, o estafeta deixa-a na loja CTT mais próxima.

Pode devolver os artigos no prazo de 30 dias, sem custos.

Com os melhores cumprimentos,
Eng.º Rui Tavares
Apoio ao Cliente | FJORDBY, S.A.
Tel. 210 000 123 (dias úteis, das 9h às 18h)""",
        "pt", customer="Maria da Conceição Sousa", agent="Rui Tavares", organisation="Fjordby, S.A.",
    ),
    "pt refusal": draft_of(
        """Caro João,

Lamento, mas desta vez não podemos devolver o valor do bilhete. A tarifa que escolheu permite trocas, mas não reembolsos. Percebo que não era a resposta que esperava.

O que posso fazer é mudar a viagem para outro dia, sem custos. Basta responder a este e-mail até sexta-feira com a data que prefere.

A culpa do atraso não foi sua, e tem razão: devíamos ter avisado mais cedo. Peço desculpa.

Com os melhores cumprimentos,
Inês Prata""",
        "pt", customer="Joao Pires", agent="Inês Prata",
    ),
    "pt steps": draft_of(
        """Olá, Dra. Sousa!

Para trocar a senha, é só seguir estes passos:

1. Abra o aplicativo e toque em "Perfil".
2. Escolha "Segurança" e depois "Trocar senha".
3. Digite a senha nova duas vezes e confirme.

A senha nova vale na hora. Se der algum erro, me ligue no (11) 5550-0199, das 8h às 18h.

Atenciosamente,
Bruna Leal
Fjordby Brasil""",
        "pt", customer="Paula Sousa", agent="Bruna Leal", organisation="Fjordby Brasil",
    ),
    "pt letter": draft_of(
        """Câmara Municipal de Fjordby
Praça da República, 1
4000-000 Fjordby

Assunto: o seu pedido de 2 de junho

Exmo. Senhor Eng. Holm,

Agradecemos a sua carta. Já vimos as plantas e não falta nada.

A reunião da câmara é no dia 3 de julho. Escrevemos-lhe até 10 de julho com a decisão.

Se tiver alguma dúvida, ligue para o 220 000 400.

Com os melhores cumprimentos,

Helena Marques
Divisão de Urbanismo""",
        "pt", Channel.LETTER, customer="Erik Holm", agent="Helena Marques",
    ),
}  # fmt: skip
