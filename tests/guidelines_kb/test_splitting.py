from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines_kb import splitting
from guidelines_kb.splitting import capped, letter_sentences, message_sentences, sentences, stand_alone, word_count

# Letters with dots after them, every kind of white space, and what comes from chats.
ODD = st.text(alphabet="aBJé. .!?…\n\r\t\v\u2028\u2029\u00a0\u3000\x85\"“'’()😀1,;:–\ud800\u0301\x00", max_size=60)


def spoken(text, language="en"):
    return [text[start:end] for start, end in sentences(text, language)]


@given(ODD, st.sampled_from(["sv", "da", "nb", "pt", "en", "xx", ""]))
@settings(max_examples=300, deadline=None)
def test_nothing_but_white_space_lies_between_the_sentences(text, language):
    """Spans are in order and trimmed, and what they leave out is white space, for any text and language."""
    position = 0
    for start, end in sentences(text, language):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


def test_sentences_end_at_their_marks():
    assert spoken("hi. my order is late! can you help?") == ["hi.", "my order is late!", "can you help?"]


def test_an_abbreviation_does_not_end_a_sentence():
    assert spoken("Det kostar ca. 30 kr. per styck. Betala senare.", "sv") == [
        "Det kostar ca. 30 kr. per styck.",
        "Betala senare.",
    ]
    assert spoken("Ring os f.eks. i morgen. Vi er her.", "da") == ["Ring os f.eks. i morgen.", "Vi er her."]


def test_danish_messages_are_cut_as_danish_is_without_its_slow_segmenter(monkeypatch):
    """sentencex compiles a pattern at every mark of a Danish text: 16,000 characters of "a? " took seconds."""
    text = "Den 3. maj kl. 9 er det op. Så f.eks. i dag? ja! Prisen er 300 kr. Det er da. Er du der?"
    asked = []
    segment = splitting.sentencex.segment
    monkeypatch.setattr(splitting.sentencex, "segment", lambda code, said: asked.append(code) or segment(code, said))
    assert [text[a:b] for a, b in message_sentences(text, "da")] == [
        "Den 3. maj kl. 9 er det op.",
        "Så f.eks. i dag?",
        "ja!",
        "Prisen er 300 kr.",
        "Det er da.",
        "Er du der?",
    ]
    assert asked == ["no"]


@given(ODD, st.sampled_from(["sv", "da", "nb"]))
@settings(max_examples=100, deadline=None)
def test_nothing_but_white_space_lies_between_the_sentences_of_a_message(text, language):
    spans = message_sentences(text, language)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


def test_in_a_letter_titles_and_days_end_no_sentence_but_amounts_may():
    """ "Exma. Senhora" is one, "17. juli" too; after "40 kr." a capital begins the next."""
    told = {
        "Exma. Senhora Vilhena, vá à Av. Brasil, 1500. Obrigado.": "pt",
        "Pengene kommer innen fredag 17. juli. Hei.": "nb",
        "Det koster 40 kr. Resten betaler vi.": "da",
        "Hon fyllde 17. Sedan flyttade hon.": "sv",
    }
    parts = [[text[start:end] for start, end in letter_sentences(text, language)] for text, language in told.items()]
    assert parts == [
        ["Exma. Senhora Vilhena, vá à Av. Brasil, 1500.", "Obrigado."],
        ["Pengene kommer innen fredag 17. juli.", "Hei."],
        ["Det koster 40 kr.", "Resten betaler vi."],
        ["Hon fyllde 17.", "Sedan flyttade hon."],
    ]


def test_a_line_separator_after_an_initial_does_not_panic():
    """sentencex 1.0.32 panics on this text; the text comes from a customer."""
    assert "".join(spoken("Hej J.\u00a0\u2028 B. C")).startswith("Hej J.")


def test_a_panic_of_the_segmenter_falls_back_to_lines(monkeypatch):
    class PanicException(BaseException):
        pass

    def panic(_language, _text):
        raise PanicException

    monkeypatch.setattr(splitting.sentencex, "segment", panic)
    assert spoken("One. Two.\nThree.") == ["One.", "Two.", "Three."]


def test_short_sentences_join_the_next_and_the_last_joins_the_one_before():
    text = "No. We do not do that. Never."
    spans = stand_alone(text, sentences(text, "en"))
    assert [text[a:b] for a, b in spans] == ["No. We do not do that. Never."]
    assert stand_alone("Yes.", [(0, 4)]) == [(0, 4)]
    assert stand_alone("", []) == []


@given(st.text(alphabet="ab ;,", min_size=1, max_size=300), st.integers(10, 50))
def test_pieces_of_a_long_sentence_are_short_and_lose_only_spaces(text, limit):
    pieces = capped(text, (0, len(text)), limit)
    assert all(0 < end - start <= limit for start, end in pieces)
    assert "".join(text[a:b] for a, b in pieces).replace(" ", "") == text.replace(" ", "")


def test_words_are_counted_without_marks():
    assert word_count("Don't – e-mail us, at 9!") == 5
