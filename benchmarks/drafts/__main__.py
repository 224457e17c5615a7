"""How well drafts are checked, and how fast.

python -m benchmarks.drafts spelling [--data FOLDER] [--half dev] [--errors FILE]
"""

import argparse
from pathlib import Path

from benchmarks.drafts import spelling
from benchmarks.retrieval.sets import DATA


def main() -> None:
    """Run the part that the arguments name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = parser.add_subparsers(dest="part", required=True)
    words = parts.add_parser("spelling", help="public sets of misspellings, beside the dictionaries alone")
    words.add_argument("--data", type=Path, default=DATA, help="folder of the sets")
    words.add_argument("--half", default="dev", help="which file of each set")
    words.add_argument("--errors", type=Path, help="write what was wrongly flagged or missed here, as JSON lines")
    args = parser.parse_args()
    spelling.report(args.data, args.half, args.errors)


if __name__ == "__main__":
    main()
