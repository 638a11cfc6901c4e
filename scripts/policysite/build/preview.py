"""The working source in its first language, as one small site: for `mkdocs build` and `serve`.

Place in the flow: `hook` calls it when MkDocs is run by itself in the root. Pages and assets are
laid down in `.build/preview/`, which becomes MkDocs' `docs_dir`; only what changed is written, so
that a watching server settles.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from policysite.build.editions import framed, markdown
from policysite.build.files import write_changed
from policysite.build.look import lay_down_look
from policysite.build.release import Release
from policysite.build.settings import GENERATED, ROOT
from policysite.bundle import build_bundle
from policysite.pages.edition import edition
from policysite.progress import Silent
from policysite.source import load


def preview(config: MkDocsConfig) -> None:
    """Make the pages and point `config` at them."""
    source = ROOT / "policy_src" / "policy.yaml"
    loaded = load(source)
    if loaded.policy is None or loaded.status != 0:
        raise PluginError(loaded.report("en"))
    folder = GENERATED / "preview"
    folder.mkdir(parents=True, exist_ok=True)
    bundle = build_bundle(loaded.policy, folder, progress=Silent())
    alone = edition(loaded.policy, loaded.policy.authoritative.code, alone=True)
    release = Release(
        policy=loaded.policy,
        out=folder,
        bundle=bundle,
        look=lay_down_look(folder),
        url=(config.site_url or "").rstrip("/"),
        editions=(alone,),
    )
    # Assets of an earlier source go: they would be copied into the site.
    used = (*bundle.folders, release.look.folder)
    pages = {**markdown(release, alone), f"{alone.language.code}/versions.json": b"[]\n"}
    write_changed(folder, pages, keep={folder / path for path in used})
    config.docs_dir = str(folder)
    config.site_name = loaded.policy.title.in_language(alone.language.code)[0]
    config.extra["frame"] = framed(release, alone, ())
