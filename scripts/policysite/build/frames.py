"""What pages of other origins embed: for each wizard a page to stand in an `iframe`.

Place in the flow: after the pages of an edition. A frame is the wizard alone, without the site
around it; it may be shown by pages of any origin, and tells them its height and nothing else.
"""

from __future__ import annotations

from policysite.build.release import Release
from policysite.pages.edition import Edition, relative, with_frames
from policysite.pages.element import element
from policysite.pages.here import Here, templates
from policysite.pages.voice import Voice, interface_words
from policysite.policy import WizardText


def write_frames(release: Release, this: Edition) -> None:
    """Write every frame of an edition."""
    framed, voice = with_frames(this), Voice(release.policy, this.language.code)
    for wizard in release.policy.wizards:
        here = Here(key=f"frame/{wizard.id}", voice=voice, edition=framed, others=())
        _write_frame(release, here, wizard)


def _write_frame(release: Release, here: Here, wizard: WizardText) -> None:
    address = here.edition.address(here.key)
    to = {
        "icon": release.look.icon,
        "tokens": f"{release.bundle.wizard}tokens.css",
        "sheet": f"{release.bundle.wizard}wizard.css",
        "ground": release.look.frame_sheet,
        "early": f"{release.bundle.wizard}early.js",
        "element": f"{release.bundle.wizard}policy-wizard.js",
        "script": release.look.frame_script,
        "policy": release.bundle.policy,
    }
    html = (
        templates()
        .get_template("frame.html.jinja")
        .render(
            v=here.voice,
            w=interface_words(here.voice.code, "wizard"),
            told=wizard,
            element=element(here, wizard, level=1, framed=True),
            page=here.link(f"check/{wizard.id}"),
            to={name: relative(address, path) for name, path in to.items()},
        )
    )
    path = release.out / address / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8")
