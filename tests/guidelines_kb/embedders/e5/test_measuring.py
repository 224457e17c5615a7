import numpy as np

from guidelines_kb.embedders.e5.embedder import packaged_weights
from guidelines_kb.embedders.e5.files import RANGES
from guidelines_kb.embedders.e5.measuring import measured
from guidelines_kb.embedders.e5.network import LINEAR
from guidelines_kb.embedders.e5.quantisation import Ranges
from guidelines_kb.embedders.e5.weights import Weights


def test_every_product_of_every_layer_is_measured_and_lies_within_what_ships():
    weights = Weights(packaged_weights())
    found = measured(weights, ["Vi svarar inom en timme."])
    shipped = Ranges.from_bytes(RANGES.read_bytes())
    assert set(found.low) == {f"{layer}.{kind}" for layer in range(weights.layers) for kind in LINEAR}
    assert set(shipped.low) == set(found.low)
    for key, high in found.high.items():
        assert high.shape == (weights.feed_forward if key.endswith("down") else weights.hidden,)
        assert np.quantile(high / np.maximum(shipped.high[key], 1e-3), 0.9) < 1.2, key
