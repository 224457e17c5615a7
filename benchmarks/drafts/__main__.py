"""How well drafts are checked, and how fast.

python -m benchmarks.drafts corpus [FOLDER ...] [--errors]
python -m benchmarks.drafts latency [FOLDER ...]
"""

import argparse
import tempfile
from pathlib import Path

from assist.commands.workspace import opened
from assist.settings import read_settings
from benchmarks.drafts import corpus, latency, train

DRAFTS = Path(__file__).parents[2] / "tests" / "drafts"


def main() -> None:
    """Run the part that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = parser.add_subparsers(dest="part", required=True)
    quality = parts.add_parser("corpus", help="own drafts with planted faults, and their clean twins")
    quality.add_argument("folder", type=Path, nargs="*")
    quality.add_argument("--errors", action="store_true", help="print what was missed or found for nothing")
    speed = parts.add_parser("latency", help="how long the clean ones take, and ten thousand words")
    speed.add_argument("folder", type=Path, nargs="*")
    parts.add_parser("train", help="fit what says which questions a letter answers, and estimate how well it does")
    args = parser.parse_args()
    if args.part == "train":
        with tempfile.TemporaryDirectory() as data:
            train.main(opened(read_settings(data=Path(data))), DRAFTS / "tuned")
        return
    folders = args.folder or [folder for name in ("tuned", "unseen") if (folder := DRAFTS / name).is_dir()]
    if args.part == "corpus":
        corpus.main(folders, shows_errors=args.errors)
    else:
        latency.main(folders)


if __name__ == "__main__":
    main()
