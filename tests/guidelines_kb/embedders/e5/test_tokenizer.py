import pytest

from guidelines_kb.embedders.e5 import tokenizer
from guidelines_kb.embedders.e5.embedder import packaged_weights
from guidelines_kb.embedders.e5.weights import Weights
from guidelines_kb.reference import packaged

ODD = ["½ ﬁn Ⅳ", "日本語 текст", "😀👍🏽", "æøå ÅÄÖ ãõç", "https://x.example/?q=1&r=2", "NU!!! SVARA"]


@pytest.fixture(scope="module")
def split():
    return tokenizer.load(tokenizer.build(Weights(packaged_weights())))


def test_words_are_cut_into_the_pieces_of_the_vocabulary(split):
    assert split.encode("query: Kan jag få tala", out_type=str) == ["▁que", "ry", ":", "▁Kan", "▁jag", "▁få", "▁tala"]


def test_ids_are_those_of_the_models_own_tokenizer(split):
    """Beside the tokenizer.json of multilingual-e5-small, which a package ships."""
    tokenizers = pytest.importorskip("tokenizers", reason="the test extra is not installed")
    assets = pytest.importorskip("semantra_multilingual", reason="the package with the tokenizer is not installed")
    own = tokenizers.Tokenizer.from_file(f"{assets.get_asset_dir()}/tokenizer.json")
    reference = packaged()
    texts = [text for part in (reference.handbook, reference.everyday) for some in part.values() for text in some]
    for text in (f"{kind}: {text}" for text in [*texts, *ODD] for kind in ("query", "passage")):
        assert [0, *split.encode(text), 2] == own.encode(text).ids, text
