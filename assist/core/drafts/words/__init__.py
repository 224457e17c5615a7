"""What the checks know of each language's words. To add a language, add a table."""

from collections.abc import Mapping

from assist.core.drafts.words.da import DA
from assist.core.drafts.words.en import EN
from assist.core.drafts.words.nb import NB
from assist.core.drafts.words.pt import PT
from assist.core.drafts.words.sv import SV
from assist.core.drafts.words.words import Words

WORDS: Mapping[str, Words] = {"sv": SV, "da": DA, "nb": NB, "pt": PT, "en": EN}
