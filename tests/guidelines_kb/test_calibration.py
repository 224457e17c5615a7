import numpy as np
import pytest

from guidelines_kb import calibration
from guidelines_kb.reference import packaged


def test_the_package_ships_what_is_measured_of_its_default_embedder(e5):
    """After a change of the handbook or the everyday sentences: python -m guidelines_kb calibrate."""
    key = calibration.calibration_key(e5, packaged())
    assert [path.name for path in calibration.PACKAGED.glob("*.npz")] == [f"{key}.npz"]


def test_it_is_measured_once_and_kept(hashing, tmp_path):
    first = calibration.opened(hashing, packaged(), tmp_path)
    hashing.encoded.clear()
    again = calibration.opened(hashing, packaged(), tmp_path)
    assert hashing.encoded == []
    assert again.key == first.key
    assert np.array_equal(again.means.vectors["query"], first.means.vectors["query"])
    assert np.array_equal(again.floors.values, first.floors.values)


def test_a_damaged_file_is_measured_again(hashing, tmp_path):
    first = calibration.opened(hashing, packaged(), tmp_path)
    (tmp_path / f"{first.key}.npz").write_bytes(b"PK damaged")
    assert np.array_equal(
        calibration.opened(hashing, packaged(), tmp_path).floors.values, first.floors.values
    )


def test_another_embedder_has_another_key(hashing):
    other = type(hashing)("another")
    assert calibration.calibration_key(other, packaged()) != calibration.calibration_key(hashing, packaged())


def test_a_mean_is_a_third_each_of_guidelines_other_talk_and_service(hashing):
    found = calibration.calibrate(hashing, packaged())
    place = found.means.languages.index("pt")
    thirds = [
        hashing.encode(texts["pt"], "query").mean(axis=0)
        for texts in (packaged().handbook, packaged().everyday, packaged().service)
    ]
    assert found.means.vectors["query"][place] == pytest.approx(sum(thirds) / 3, abs=1e-6)
