"""What other pages embed: for each wizard a page to stand in an `iframe`, and the one script tag.

Place in the flow: after the pages are built. A frame is the wizard alone, without the site around
it; it may be shown by pages of any origin, and tells them its height and nothing else. The script
at the root of the site brings the wizards of the revision in force to pages of this origin.
"""

from __future__ import annotations

from policysite.build.editions import Site
from policysite.interface import interface
from policysite.pages.edition import relative, with_frames
from policysite.pages.element import element
from policysite.pages.here import Here, templates
from policysite.pages.voice import Voice, typeset_tree
from policysite.policy import WizardText

SCRIPT = "policy-wizard.js"


def write_frames(site: Site) -> None:
    """Write every frame of every edition, and the script."""
    if not site.policy.wizards:
        return
    for this in site.editions:
        framed = with_frames(this)
        voice = Voice(site.policy, this.language.code)
        for wizard in site.policy.wizards:
            here = Here(key=f"frame/{wizard.id}", voice=voice, edition=framed, others=())
            _write_frame(site, here, wizard)
    script = templates().get_template("embed.js.jinja").render(bundle=site.bundle)
    (site.out / SCRIPT).write_text(script, encoding="utf-8")


def _write_frame(site: Site, here: Here, wizard: WizardText) -> None:
    address = here.edition.address(here.key)
    to = {
        "icon": site.look.icon,
        "tokens": f"{site.bundle.wizard}tokens.css",
        "sheet": f"{site.bundle.wizard}wizard.css",
        "ground": site.look.frame_sheet,
        "early": f"{site.bundle.wizard}early.js",
        "element": f"{site.bundle.wizard}policy-wizard.js",
        "script": site.look.frame_script,
        "policy": site.bundle.policy,
    }
    html = (
        templates()
        .get_template("frame.html.jinja")
        .render(
            v=here.voice,
            w=typeset_tree(interface(here.voice.code, "wizard"), here.voice.code),
            told=wizard,
            element=element(here, wizard, level=1, framed=True),
            page=here.link(f"check/{wizard.id}"),
            to={name: relative(address, path) for name, path in to.items()},
        )
    )
    path = site.out / address / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, encoding="utf-8")
