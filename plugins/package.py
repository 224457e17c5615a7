"""Makes what browsers and desks install: `python -m plugins.package`.

A package mirrors this folder, so that modules import each other by the same paths there and here; the manifest and
the words of the browser's own menus lie on top. Nothing is compiled: what is packed can be read.
"""

import argparse
import json
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

PLUGINS = Path(__file__).parent
SHARED = ("protocol/*.js", "widget/*.js", "desks/feed.js")
NOT_NEEDED = {"widget/page.js"}  # the page that our server shows the panel in
EXTENSION = ("extension/**/*.js", "extension/**/*.html", "extension/*.css", "extension/icons/*.png")
ZENDESK = ("desks/*.js", "desks/*.css", "desks/zendesk/*.js", "desks/zendesk/*.html", "desks/zendesk/*.png")
# Browsers name Portuguese by country; our one text is for both.
PORTUGUESE = ("pt_PT", "pt_BR")
FIREFOX_ID = "extension@bistand.example"
ANY_DATE = (2026, 1, 1, 0, 0, 0)  # the same files make the same archive
Manifest = dict[str, Any]


def chromium(manifest: Manifest) -> Manifest:
    """As it is kept."""
    return manifest


def firefox(manifest: Manifest) -> Manifest:
    """A sidebar in place of a side panel, and a background page in place of a service worker."""
    changed = {key: value for key, value in manifest.items() if key not in {"side_panel", "minimum_chrome_version"}}
    worker = manifest["background"]["service_worker"]
    return changed | {
        "background": {"scripts": [worker], "type": "module"},
        "permissions": [name for name in manifest["permissions"] if name != "sidePanel"],
        "sidebar_action": {
            "default_panel": manifest["side_panel"]["default_path"],
            "default_title": "__MSG_name__",
            "default_icon": manifest["icons"],
            "open_at_install": False,
        },
        "browser_specific_settings": {
            "gecko": {
                "id": FIREFOX_ID,
                "strict_min_version": "140.0",
                "data_collection_permissions": {"required": ["personalCommunications"]},
            }
        },
    }


def build_extension(folder: Path, adapt: Callable[[Manifest], Manifest]) -> None:
    """The extension, ready to be loaded, in an empty `folder`."""
    copy(folder, (*SHARED, *EXTENSION))
    manifest = json.loads((PLUGINS / "extension" / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps(adapt(manifest), indent=2) + "\n", "utf-8")
    shutil.copytree(PLUGINS / "extension" / "_locales", folder / "_locales")
    for name in PORTUGUESE:
        shutil.copytree(folder / "_locales" / "pt", folder / "_locales" / name)


def build_zendesk(folder: Path) -> None:
    """The Zendesk app: its pages lie in `assets`, as Zendesk wants them."""
    copy(folder / "assets", (*SHARED, *ZENDESK))
    for name in ("manifest.json", "translations"):
        source = PLUGINS / "desks" / "zendesk" / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)


BUILDS: dict[str, Callable[[Path], None]] = {
    "extension-chromium": lambda folder: build_extension(folder, chromium),
    "extension-firefox": lambda folder: build_extension(folder, firefox),
    "zendesk": build_zendesk,
}


def copy(folder: Path, patterns: tuple[str, ...]) -> None:
    """The files of this folder that fit the patterns, at the same paths below `folder`."""
    for pattern in patterns:
        for source in PLUGINS.glob(pattern):
            name = source.relative_to(PLUGINS).as_posix()
            if name in NOT_NEEDED:
                continue
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)


def pack(folder: Path) -> Path:
    """A ZIP file beside `folder`, with its files in a fixed order."""
    archive = folder.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), ANY_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())
    return archive


def main() -> None:
    """Build what is named, or everything, as a folder and as a ZIP file."""
    parser = argparse.ArgumentParser(prog="python -m plugins.package", description=__doc__.splitlines()[0])
    parser.add_argument("which", nargs="*", help=f"what to build, everything by default: {', '.join(BUILDS)}")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="folder for the results (default: dist)")
    given = parser.parse_args()
    unknown = [name for name in given.which if name not in BUILDS]
    if unknown:
        parser.error(f"{unknown[0]!r} cannot be built; choose from {', '.join(BUILDS)}")
    for name in given.which or BUILDS:
        folder = given.out / name
        shutil.rmtree(folder, ignore_errors=True)
        BUILDS[name](folder)
        sys.stdout.write(f"{folder}/ and {pack(folder)}\n")


if __name__ == "__main__":
    main()
