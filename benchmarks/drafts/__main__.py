"""How well drafts are checked, and how fast.

    python -m benchmarks.drafts corpus [FOLDER ...] [--errors]
    python -m benchmarks.drafts latency [FOLDER ...]
    python -m benchmarks.drafts spelling [--data FOLDER] [--half dev] [--errors FILE]
    python -m benchmarks.drafts tone
    python -m benchmarks.drafts train
"""

import argparse
import tempfile
from pathlib import Path

from assist.commands.workspace import opened
from assist.settings import read_settings
from benchmarks.drafts import corpus, latency, spelling, tone, train
from benchmarks.retrieval.sets import DATA

DRAFTS = Path(__file__).parents[2] / "tests" / "drafts"


def main() -> None:
    """Run the part that the arguments name."""
    args = parser().parse_args()
    if args.part == "corpus":
        corpus.main(args.folder or corpora(), shows_errors=args.errors)
    elif args.part == "latency":
        latency.main(args.folder or corpora())
    elif args.part == "spelling":
        spelling.report(args.data, args.half, args.errors)
    elif args.part == "tone":
        tone.main()
    else:
        with tempfile.TemporaryDirectory() as data:
            train.main(opened(read_settings(data=Path(data))), DRAFTS / "tuned")


def parser() -> argparse.ArgumentParser:
    """What may be asked."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = made.add_subparsers(dest="part", required=True)
    quality = parts.add_parser("corpus", help="own drafts with planted faults, and their clean twins")
    quality.add_argument("folder", type=Path, nargs="*")
    quality.add_argument("--errors", action="store_true", help="print what was missed or found for nothing")
    speed = parts.add_parser("latency", help="how long the clean ones take, and ten thousand words")
    speed.add_argument("folder", type=Path, nargs="*")
    words = parts.add_parser("spelling", help=(spelling.__doc__ or "").splitlines()[0])
    words.add_argument("--data", type=Path, default=DATA, help="folder of the sets")
    words.add_argument("--half", default="dev", help="which file of each set")
    words.add_argument("--errors", type=Path, help="write what was wrongly flagged or missed here, as JSON lines")
    parts.add_parser("tone", help=(tone.__doc__ or "").splitlines()[0])
    parts.add_parser("train", help="fit what says which questions a letter answers, and estimate how well it does")
    return made


def corpora() -> list[Path]:
    """The folders of own drafts that are here."""
    return [folder for name in ("tuned", "unseen") if (folder := DRAFTS / name).is_dir()]


if __name__ == "__main__":
    main()
