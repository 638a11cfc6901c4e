"""The sheets and scripts of the pages, below `assets/site/<digest>/`.

Place in the flow: `build` lays them down once for all editions. Material's sheet comes from the
installed package, ours from `docs/assets/`: the parts in `sheets/` become one sheet, in the order
of their names.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from policysite.build.settings import DOCS
from policysite.bundle import WEB
from policysite.bundle.assets import lay_down

ASSETS = DOCS / "assets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Addresses from the root of the site. `redirect`: the script of pages that only lead on;
    `frame_sheet`, `frame_script`: of wizards in a frame. `tokens`: colours and sizes, which pages
    with a wizard have from that one's folder.
    """

    folder: str
    material: str
    tokens: str
    sheet: str
    script: str
    redirect: str
    icon: str
    frame_sheet: str
    frame_script: str

    @property
    def plain_sheets(self) -> tuple[str, ...]:
        """The sheets of a page without a wizard and without MkDocs."""
        return self.material, self.tokens, self.sheet


def lay_down_look(site: Path) -> Look:
    """Write the sheets, scripts and the icon below `site`; returns their addresses."""
    content = {
        "material.css": _material(),
        "site.css": b"\n".join(sheet.read_bytes() for sheet in sorted(ASSETS.glob("sheets/*.css"))),
        "tokens.css": (WEB / "tokens.css").read_bytes(),
        "icon.svg": (ASSETS / "icon.svg").read_bytes(),
        "frame.css": (ASSETS / "frame.css").read_bytes(),
        **{script.name: script.read_bytes() for script in sorted(ASSETS.glob("*.js"))},
    }
    path = lay_down(site, "site", content).path
    return Look(
        folder=path,
        material=path + "material.css",
        tokens=path + "tokens.css",
        sheet=path + "site.css",
        script=path + "site.js",
        redirect=path + "redirect.js",
        icon=path + "icon.svg",
        frame_sheet=path + "frame.css",
        frame_script=path + "frame.js",
    )


def _material() -> bytes:
    """Material's main sheet, without the line that names its source map, which is not shipped."""
    [sheet] = [
        file
        for file in (files("material") / "templates" / "assets" / "stylesheets").iterdir()
        if file.name.startswith("main.") and file.name.endswith(".css")
    ]
    return sheet.read_bytes().partition(b"/*# sourceMappingURL")[0]
