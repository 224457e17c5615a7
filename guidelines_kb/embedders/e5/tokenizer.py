"""The tokenizer: the vocabulary of the weight file as a SentencePiece model.

multilingual-e5-small uses XLM-RoBERTa's unigram vocabulary (Conneau et al. 2020) with SentencePiece's own
normalisation `nmt_nfkc`. SentencePiece loads it in a third of the time of the model's tokenizer.json and in a
fifth of the memory; on 5,971 texts of the evaluation sets one was split differently, at a tie.
"""

from __future__ import annotations

from typing import Any

import sentencepiece

from guidelines_kb.embedders.e5.weights import Weights

_CONTROL = frozenset({"<s>", "<pad>", "</s>", "<mask>"})


def build(weights: Weights) -> bytes:
    """Return the model of the vocabulary in `weights`; token ids are as the network knows them."""
    from sentencepiece import sentencepiece_model_pb2  # noqa: PLC0415 - needed for building only

    model_pb2: Any = sentencepiece_model_pb2  # generated when it is loaded, so without types
    model = model_pb2.ModelProto()
    kinds = model_pb2.ModelProto.SentencePiece
    for number, (text, score) in enumerate(weights.pieces()):
        kind = kinds.UNKNOWN if number == weights.unknown else kinds.CONTROL if text in _CONTROL else kinds.NORMAL
        model.pieces.add(piece=text, score=score, type=kind)
    trained = model.trainer_spec
    trained.model_type = trained.UNIGRAM
    trained.vocab_size = len(model.pieces)
    trained.bos_id, trained.pad_id, trained.eos_id, trained.unk_id = weights.first, 1, weights.last, weights.unknown
    trained.bos_piece, trained.pad_piece, trained.eos_piece, trained.unk_piece = "<s>", "<pad>", "</s>", "<unk>"
    model.normalizer_spec.CopyFrom(_normalisation(model_pb2.ModelProto()))
    return bytes(model.SerializeToString())


def load(model: bytes) -> sentencepiece.SentencePieceProcessor:
    """Return the tokenizer that `build` made the model of."""
    return sentencepiece.SentencePieceProcessor(model_proto=model)


def _normalisation(model: Any) -> Any:  # noqa: ANN401 - generated classes without types
    """SentencePiece's built-in rules, read through an empty model."""
    model.ParseFromString(sentencepiece.SentencePieceNormalizer(rule_name="nmt_nfkc").serialized_model_proto())
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = True
    model.normalizer_spec.escape_whitespaces = True
    return model.normalizer_spec
