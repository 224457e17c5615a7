import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper

from guidelines_kb.embedders.e5.quantisation import Int8, Ranges, measure
from guidelines_kb.embedders.graph import OPSETS, Graph


@pytest.fixture
def values():
    drawn = np.random.default_rng(1)
    x = drawn.normal(size=(20, 32)).astype(np.float32)
    x[:, 5] *= 30  # an outlier among the channels
    return x, drawn.normal(size=(32, 24)).astype(np.float32), drawn.normal(size=24).astype(np.float32)


def run(add, x):
    """What the graph that `add` fills gives for `x`."""
    graph = Graph()
    name = add(graph, "x")
    made = helper.make_graph(
        [*graph.nodes, helper.make_node("Identity", [name], ["y"])],
        "test",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["tokens", x.shape[1]])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["tokens", None])],
        graph.constants,
    )
    model = helper.make_model(made, opset_imports=OPSETS)
    model.ir_version = 9
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(["y"], {"x": x})[0]


@pytest.mark.parametrize("kind", ["qkv", "up"])
def test_a_product_in_8_bits_is_nearly_the_product(values, kind):
    x, matrix, bias = values
    int8 = Int8(measure([{f"0.{kind}": x}]))
    found = run(lambda graph, name: int8.product(graph, name, f"0.{kind}", matrix, bias), x)
    expected = x @ matrix + bias
    assert np.abs(found - expected).max() < 0.03 * np.abs(expected).max()


def test_after_attention_the_values_come_scaled(values):
    x, matrix, bias = values
    int8 = Int8(measure([{"0.out": x}]))
    scale = int8.value_scale(0)
    assert scale[5] == scale.max() > 2
    scaled = matrix * scale[:, np.newaxis]
    found = run(lambda graph, name: int8.product(graph, name, "0.out", scaled, bias), x / scale)
    expected = x @ matrix + bias
    assert np.abs(found - expected).max() < 0.03 * np.abs(expected).max()


def test_the_largest_inner_channels_do_not_cost_the_others_their_bits(values):
    x, up, up_bias = values
    drawn = np.random.default_rng(2)
    down, down_bias = drawn.normal(size=(24, 32)).astype(np.float32), np.zeros(32, dtype=np.float32)
    up[:, 3] *= 40
    inner = x @ up + up_bias
    grown = inner * 0.5 * (1 + np.vectorize(__import__("math").erf)(inner / np.sqrt(2)))
    int8 = Int8(measure([{"0.up": x, "0.down": grown.astype(np.float32)}]))
    found = run(lambda graph, name: int8.feed_forward(graph, name, 0, (up, up_bias), (down, down_bias)), x)
    expected = grown @ down
    error = np.abs(found - expected).max() / np.abs(expected).max()
    assert error < 0.02


def test_ranges_are_the_least_and_greatest_over_all_runs():
    runs = [{"0.qkv": np.array([[1.0, -2.0]])}, {"0.qkv": np.array([[0.5, 3.0], [-1.0, 0.0]])}]
    ranges = measure(runs)
    assert ranges.low["0.qkv"].tolist() == [-1.0, -2.0]
    assert ranges.high["0.qkv"].tolist() == [1.0, 3.0]
    assert ranges.size("0.qkv").tolist() == [1.0, 3.0]
    kept = Ranges.from_bytes(ranges.to_bytes())
    assert {key: rows.tolist() for key, rows in kept.high.items()} == {"0.qkv": [1.0, 3.0]}
