"""What time words mean, seen from Wednesday 3 January 2024, ten o'clock."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.core.promises import Due, find_due

WEDNESDAY_TEN = datetime(2024, 1, 3, 10, tzinfo=UTC).timestamp()

SWEDISH = {
    "Jag återkommer inom en timme.": "Wed 11:00",
    "Jag ringer om 20 minuter": "Wed 10:20",
    "Du hör från mig inom en halvtimme": "Wed 10:30",
    "om en och en halv timme": "Wed 11:30",
    "om tre kvart": "Wed 10:45",
    "om en timme och tio minuter": "Wed 11:10",
    "inom ett par timmar": "Wed 12:00",
    "inom högst två timmar": "Wed 12:00",
    "Svar kommer inom 24 timmar": "Thu 10:00",
    "inom två till tre arbetsdagar": "Mon 10:00",
    "om en vecka": "Wed+1 10:00",
    "före klockan tre": "Wed 15:00",
    "senast kl. 15.30": "Wed 15:30",
    "senast halv fyra": "Wed 15:30",
    "kvart över tre": "Wed 15:15",
    "kvart i ett": "Wed 12:45",
    "vid 14-tiden": "Wed 14:00",
    "imorgon förmiddag": "Thu 12:00",
    "i morgon bitti": "Thu 12:00",
    "imorgon före klockan tre": "Thu 15:00",
    "i övermorgon": "Fri 17:00",
    "senare i dag": "Wed 17:00",
    "ikväll": "Wed 21:00",
    "innan lunch": "Wed 12:00",
    "på fredag": "Fri 17:00",
    "på fredag eftermiddag klockan två": "Fri 14:00",
    "på onsdag": "Wed+1 17:00",
    "under veckan": "Fri 17:00",
    "nästa vecka på tisdag": "Tue 17:00",
    "efter helgen": "Mon 17:00",
    "på eftermiddagen": "Wed 17:00",
    "innan dagen är slut": "Wed 17:00",
    "innan helgen": "Fri 17:00",
}
DANISH = {
    "Jeg ringer til dig inden for en time.": "Wed 11:00",
    "om tyve minutter": "Wed 10:20",
    "om en halv time": "Wed 10:30",
    "halvanden time": "Wed 11:30",
    "om et kvarters tid": "Wed 10:15",
    "om et par timer": "Wed 12:00",
    "inden for to til tre hverdage": "Mon 10:00",
    "i løbet af et døgn": "Thu 10:00",
    "inden kl. 15": "Wed 15:00",
    "senest klokken fire": "Wed 16:00",
    "klokken halv tre": "Wed 14:30",
    "senest i morgen formiddag": "Thu 12:00",
    "i overmorgen": "Fri 17:00",
    "i løbet af dagen": "Wed 17:00",
    "inden lukketid": "Wed 17:00",
    "i aften": "Wed 21:00",
    "inden frokost": "Wed 12:00",
    "på fredag": "Fri 17:00",
    "på fredag om formiddagen": "Fri 12:00",
    "på lørdag kl. 15": "Sat 15:00",
    "i denne uge": "Fri 17:00",
    "næste uge": "Fri+1 17:00",
    "efter weekenden": "Mon 17:00",
}
NORWEGIAN = {
    "Du hører fra meg innen en time.": "Wed 11:00",
    "om tjue minutter": "Wed 10:20",
    "om en halvtime": "Wed 10:30",
    "halvannen time": "Wed 11:30",
    "om et par timer": "Wed 12:00",
    "om noen dager": "Sat 10:00",
    "innen et døgn": "Thu 10:00",
    "innen to virkedager": "Fri 10:00",
    "innen klokka tre": "Wed 15:00",
    "jeg ringer deg kl. 14.30": "Wed 14:30",
    "klokka halv tre": "Wed 14:30",
    "i morgen tidlig": "Thu 12:00",
    "i overmorgen": "Fri 17:00",
    "i løpet av dagen": "Wed 17:00",
    "innen utgangen av uka": "Fri 17:00",
    "i ettermiddag": "Wed 17:00",
    "i kveld": "Wed 21:00",
    "før lunsj": "Wed 12:00",
    "på fredag": "Fri 17:00",
    "fredag ettermiddag klokka to": "Fri 14:00",
    "neste uke": "Fri+1 17:00",
    "over helga": "Mon 17:00",
}
PORTUGUESE = {
    "Ligo-lhe dentro de uma hora.": "Wed 11:00",
    "daqui a duas horas": "Wed 12:00",
    "dentro de meia hora": "Wed 10:30",
    "numa hora": "Wed 11:00",
    "daqui a uma hora e meia": "Wed 11:30",
    "dentro de 48 horas": "Fri 10:00",
    "em dois dias úteis": "Fri 10:00",
    "daqui a uma semana": "Wed+1 10:00",
    "até às 15h": "Wed 15:00",
    "às 15h30": "Wed 15:30",
    "antes das três": "Wed 15:00",
    "às três e meia": "Wed 15:30",
    "às 9 da noite": "Wed 21:00",
    "até ao meio-dia": "Wed 12:00",
    "amanhã de manhã": "Thu 12:00",
    "depois de amanhã": "Fri 17:00",
    "hoje à tarde": "Wed 17:00",
    "até ao fim do dia": "Wed 17:00",
    "até sexta": "Fri 17:00",
    "na sexta-feira às 10h": "Fri 10:00",
    "segunda de manhã": "Mon 12:00",
    "na terça ligo-lhe": "Tue 17:00",
    "até ao fim da semana": "Fri 17:00",
    "na próxima semana": "Fri+1 17:00",
    "antes do fim do dia": "Wed 17:00",
    "até o fim da tarde": "Wed 17:00",
    "amanhã cedo": "Thu 12:00",
}
ENGLISH = {
    "I'll call you back within an hour.": "Wed 11:00",
    "in twenty minutes": "Wed 10:20",
    "in half an hour": "Wed 10:30",
    "in an hour and a half": "Wed 11:30",
    "Give me ten minutes": "Wed 10:10",
    "in a couple of hours": "Wed 12:00",
    "within 2-3 business days": "Mon 10:00",
    "within the next two working days": "Fri 10:00",
    "in a week's time": "Wed+1 10:00",
    "by 3 pm": "Wed 15:00",
    "by 11 a.m. at the latest": "Wed 11:00",
    "by 5": "Wed 17:00",
    "before three": "Wed 15:00",
    "at half past three": "Wed 15:30",
    "quarter to four": "Wed 15:45",
    "at 15:20": "Wed 15:20",
    "at 3 in the afternoon": "Wed 15:00",
    "at 5 in the morning": "Thu 05:00",
    "12 am": "Thu 00:00",
    "by noon": "Wed 12:00",
    "tomorrow morning": "Thu 12:00",
    "the day after tomorrow": "Fri 17:00",
    "tomorrow before three": "Thu 15:00",
    "by the end of the day": "Wed 17:00",
    "tonight": "Wed 21:00",
    "first thing tomorrow": "Thu 12:00",
    "during the day": "Wed 17:00",
    "on Friday at 10": "Fri 10:00",
    "Friday or tomorrow": "Thu 17:00",
    "by the end of the week": "Fri 17:00",
    "on Friday next week": "Fri+1 17:00",
    "In the morning I'll ring you": "Wed 12:00",
    "6 pm or 3 pm": "Wed 15:00",
    "between 3 pm and 4 pm": "Wed 15:00",
    "tomorrow, not on Friday": "Thu 17:00",
}
NO_TIME = (
    "three tents",
    "Det klarnade upp.",
    "I waited two hours",
    "You've been on hold for the last twenty minutes",
    "för två veckor sedan",
    "Du har väntat i två timmar",
    "for to uker siden",
    "Vi ventede tre dage",
    "De har ventet en time",
    "há duas semanas",
    "Esperei três horas",
    "two weeks ago",
    "o segundo pedido",
    "na segunda encomenda",
    "pela quinta vez",
    "na sexta-feira passada",
    "last Friday",
    "förra fredagen",
    "i fredags",
    "We are open 24 hours a day",
    "Vi har åpent 24 timer i døgnet",
    "a one time offer",
    "Kan ni min vän",
    "Have a nice day!",
    "Ha en bra dag!",
    "God morgon!",
    "God eftermiddag, Robin",
    "Bom dia",
    "Boa tarde",
    "hoje em dia",
    "mais tarde",
    "at 15 Main Street",
    "by 15 March",
    "before three people",
    "it costs 15.50",
    "kl. 25.00",
    "vid tre tillfällen",
    "12 of 20",
    "",
)


def clock(at: float, now: float) -> str:
    """The weekday and time of day; "+1" for the same weekday a week on."""
    weeks = "+1" if at - now > 6.5 * 86_400 else ""
    return datetime.fromtimestamp(at, UTC).strftime(f"%a{weeks} %H:%M")


@pytest.mark.parametrize(
    ("text", "due"),
    [pair for table in (SWEDISH, DANISH, NORWEGIAN, PORTUGUESE, ENGLISH) for pair in table.items()],
)
def test_time_words_name_a_time(text: str, due: str) -> None:
    """Each expression points to the time that a native speaker would expect."""
    found = find_due(text, WEDNESDAY_TEN)
    assert found is not None
    assert clock(found.at, WEDNESDAY_TEN) == due


@pytest.mark.parametrize("text", NO_TIME)
def test_look_alikes_name_no_time(text: str) -> None:
    """Numbers, past times, rates, ordinals and greetings promise nothing."""
    assert find_due(text, WEDNESDAY_TEN) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hej! Jag ringer inom en timme.", "inom en timme"),
        ("Vi hörs\nimorgon\tförmiddag.", "imorgon\tförmiddag"),
        ("Combinado: até às 15h30.", "até às 15h30"),
        ("You waited two hours, I'll ring in ten minutes.", "in ten minutes"),
        ("Tomorrow. Before three!", "Before three"),
    ],
)
def test_a_time_knows_its_words(text: str, words: str) -> None:
    """Start and end cut exactly the words that name the time out of the text."""
    due = find_due(text, WEDNESDAY_TEN)
    assert due is not None
    assert text[due.start : due.end] == words


def test_the_earliest_time_counts() -> None:
    """Of several times the first to come is the promise."""
    text = "At the latest tomorrow, perhaps in an hour"
    assert find_due(text, WEDNESDAY_TEN) == Due(WEDNESDAY_TEN + 3600, text.index("in an"), len(text))


@pytest.mark.parametrize(
    ("text", "now", "due"),
    [
        ("later today", datetime(2024, 1, 3, 18, tzinfo=UTC), "Wed 19:00"),
        ("this week", datetime(2024, 1, 6, 9, tzinfo=UTC), "Sat 10:00"),
        ("before three", datetime(2024, 1, 3, 16, tzinfo=UTC), "Thu 15:00"),
        ("innan lunch", datetime(2024, 1, 3, 13, tzinfo=UTC), "Thu 12:00"),
        ("within two business days", datetime(2024, 1, 5, 10, tzinfo=UTC), "Tue 10:00"),
        ("by Friday", datetime(2024, 1, 5, 10, tzinfo=UTC), "Fri+1 17:00"),
    ],
)
def test_a_time_that_is_over_moves_on(text: str, now: datetime, due: str) -> None:
    """What cannot be kept any more is meant for the next time it can."""
    found = find_due(text, now.timestamp())
    assert found is not None
    assert clock(found.at, now.timestamp()) == due


@pytest.mark.parametrize("text", ["You wrote this morning", "today at three", "hoje de manhã"])
def test_a_named_hour_of_today_that_is_over_is_no_promise(text: str) -> None:
    """At four in the afternoon "this morning" only looks back."""
    assert find_due(text, datetime(2024, 1, 3, 16, tzinfo=UTC).timestamp()) is None


EXPRESSIONS = (*SWEDISH, *DANISH, *NORWEGIAN, *PORTUGUESE, *ENGLISH)
PHRASES = st.sampled_from([*EXPRESSIONS, *NO_TIME, "31", "kl", ":", "14h", "\n"])


@given(st.lists(PHRASES, max_size=4).map(" ".join) | st.text(max_size=60), st.floats(0, 4e9))
def test_a_due_time_is_ahead_and_its_words_are_in_the_text(text: str, now: float) -> None:
    """Whatever is written, a due time lies in the future and names words that are there."""
    due = find_due(text, now)
    if due is not None:
        assert due.at > now
        assert 0 <= due.start < due.end <= len(text)
        assert text[due.start : due.end].strip()


@given(st.integers(1, 999), st.floats(0, 4e9))
def test_minutes_are_exact(minutes: int, now: float) -> None:
    """A number of minutes is added to now, in every language the same."""
    for words in ("om {} minuter", "om {} minutter", "daqui a {} minutos", "in {} minutes", "within {} min"):
        due = find_due(words.format(minutes), now)
        assert due is not None
        assert due.at == now + 60 * minutes
