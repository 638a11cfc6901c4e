"""Publishing to a folder: what is frozen, what stays, what is refused."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from policysite.archive import ArchiveError
from policysite.archive.faults import archive_faults, sound_archive
from policysite.build.seal import about, seal
from policysite.cli import main
from policysite.publish.target import Directory
from policysite.verify import verify_site
from tests.publish.revisions import FIRST, Project, contents, pages_of, revision
from tests.publish.test_cores import earlier_core

LATER = "2026-09-01"


def test_the_first_revision_is_frozen_byte_for_byte_and_shown(published: Project) -> None:
    folder = published.archive.folder / FIRST
    assert (folder / "policy.yaml").read_bytes() == published.source.read_bytes()
    assert {path.name for path in folder.iterdir()} == {
        "policy.yaml",
        "policy.json",
        "certificate.json",
        "revision.json",
        "SHA256SUMS",
    }
    assert (published.site / "fr" / FIRST / "index.html").is_file()
    assert archive_faults(published.archive) == []
    assert verify_site(published.site) == []


def test_a_later_revision_changes_no_page_of_an_earlier_one(published: Project) -> None:
    before = pages_of(published.site, FIRST)
    frozen = contents(published.archive.folder / FIRST)
    published.publish(revision(LATER, "Le prêt est réservé aux abonnés.", "amendment"))
    assert published.archive.ids == (FIRST, LATER)
    assert pages_of(published.site, FIRST) == before
    assert contents(published.archive.folder / FIRST) == frozen
    assert pages_of(published.site, LATER)
    assert verify_site(published.site) == []


def test_the_same_again_publishes_nothing_and_touches_nothing(published: Project) -> None:
    before = published.site.stat().st_ino, contents(published.site)
    found = published.publish()
    assert (found.freezes, found.builds) == (None, False)
    assert (published.site.stat().st_ino, contents(published.site)) == before


def test_dry_run_says_what_changes_and_changes_nothing(published: Project) -> None:
    before = contents(published.site), contents(published.archive.folder)
    sentence = "Le prêt est réservé aux abonnés."
    found = published.publish(revision(LATER, sentence, "amendment"), dry=True)
    assert found.freezes == LATER
    assert found.comparison is not None
    assert [change.id for change in found.comparison.clauses] == ["pret.abonne"]
    assert (contents(published.site), contents(published.archive.folder)) == before


def test_links_name_the_one_before_and_any_tool_checks_them(published: Project) -> None:
    published.publish(revision(LATER, kind="amendment"))
    for link in published.archive.links:
        done = subprocess.run(
            ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
            cwd=published.archive.folder / link.name,
        )
        assert done.returncode == 0
    assert [link.before for link in published.archive.links] == [None, FIRST]
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=published.site
    )
    assert done.returncode == 0


# What is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (revision(sentence="Autre chose."), "never changes"),
        (revision("2024-01-01", kind="amendment"), "older"),
        (
            revision(LATER, kind="amendment").replace("pret-materiel", "autre"),
            "this document is autre",
        ),
        (
            revision("2025-03-04.1", kind="correction").replace(
                "when: membre and jours > 7.5", "when: membre and jours > 8.5"
            ),
            "changes an answer",
        ),
    ],
)
def test_what_would_rewrite_history_is_refused_in_words(
    published: Project, source: str, why: str
) -> None:
    before = contents(published.site), contents(published.archive.folder)
    with pytest.raises(ArchiveError, match=why):
        published.publish(source)
    assert (contents(published.site), contents(published.archive.folder)) == before


def test_an_older_revision_may_be_meant(published: Project) -> None:
    published.publish(revision("2024-01-01", kind="adoption"), older=True)
    assert [one.id for one in published.archive.revisions] == ["2024-01-01", FIRST]
    told = json.loads((published.site / "fr" / "versions.json").read_text(encoding="utf-8"))
    assert [one["version"] for one in told] == [FIRST, "2024-01-01"]


def test_a_correction_that_changes_no_answer_is_published(published: Project) -> None:
    published.publish(revision("2025-03-04.1", "Le prêt est réservé aux abonnés.", "correction"))
    assert published.archive.ids == (FIRST, "2025-03-04.1")


def test_an_archive_that_somebody_changed_is_not_built_upon(published: Project) -> None:
    (published.archive.folder / FIRST / "policy.yaml").write_text("autre chose")
    with pytest.raises(ArchiveError, match="not as it was published"):
        published.publish(revision(LATER, kind="amendment"))


def test_what_was_half_laid_down_is_no_part_of_the_archive_and_goes(published: Project) -> None:
    folder = published.archive.folder
    halves = folder / ".new-01234567", folder / "cores" / ".new-01234567"
    for half in halves:
        half.mkdir()
        (half / "policy.yaml").write_text("à moitié")
    assert sound_archive(folder).ids == (FIRST,)
    published.publish(revision(LATER, kind="amendment"))
    assert published.archive.ids == (FIRST, LATER)
    assert not any(half.exists() for half in halves)


def test_a_folder_of_others_is_not_replaced(published: Project) -> None:
    (published.folder / "letters").mkdir()
    (published.folder / "letters" / "letter.txt").write_text("dear …")
    with pytest.raises(ArchiveError, match="no site of ours"):
        published.publish(target=Directory(published.folder / "letters"))
    assert (published.folder / "letters" / "letter.txt").read_text() == "dear …"


# What stays ---------------------------------------------------------------------------------------


def test_files_of_others_stay_and_are_verified_with_the_rest(published: Project) -> None:
    (published.site / "CNAME").write_text("politiques.example.org\n")
    (published.site / ".well-known").mkdir()
    (published.site / ".well-known" / "security.txt").write_text("Contact: …\n")
    for name in (LATER, "2027-09-01"):
        published.publish(revision(name, kind="amendment"))
        assert (published.site / "CNAME").read_text() == "politiques.example.org\n"
        assert (published.site / ".well-known" / "security.txt").read_text() == "Contact: …\n"
        assert verify_site(published.site) == []


def test_what_open_pages_load_stays_for_one_publication(published: Project) -> None:
    left = published.site / "assets" / "site" / "0123456789abcdef0123"
    left.mkdir()
    (left / "site.css").write_text("/* of an older look */")
    seal(published.site, about(published.site))
    published.publish(revision(LATER, kind="amendment"))
    assert (left / "site.css").is_file()
    published.publish(revision("2027-09-01", kind="amendment"))
    assert not left.exists()
    assert verify_site(published.site) == []


def test_anyone_may_read_what_is_published(project: Project, tmp_path: Path) -> None:
    site = tmp_path / "srv" / "policies" / "www"
    former = os.umask(0o077)
    try:
        project.publish(revision(), target=Directory(site))
    finally:
        os.umask(former)
    for path in (site.parent.parent, site.parent, site, *site.rglob("*")):
        wanted = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


# Others who publish -------------------------------------------------------------------------------


def test_what_others_published_on_the_target_is_taken_over(
    published: Project, tmp_path: Path
) -> None:
    published.publish(revision(LATER, kind="amendment"))
    other = Project(tmp_path / "other")
    other.publish(revision("2027-09-01", kind="amendment"), target=Directory(published.site))
    assert other.archive.ids == (FIRST, LATER, "2027-09-01")
    assert verify_site(published.site) == []


def test_two_histories_are_not_mixed(published: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "other")
    other.publish(revision("2026-01-01", kind="adoption"))
    with pytest.raises(ArchiveError, match="only one of them"):
        other.publish(target=Directory(published.site))


def test_published_revisions_are_compared_by_their_names(
    published: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    published.publish(revision(LATER, "Le prêt est réservé aux abonnés.", "amendment"))
    (published.folder / "policy_src").mkdir()
    published.archive.folder.rename(published.folder / "policy_src" / "archive")
    monkeypatch.chdir(published.folder)
    assert main(["diff", FIRST, LATER, "--json"]) == 0
    [change] = json.loads(capsys.readouterr().out)["clauses"]
    assert change["id"] == "pret.abonne"


def test_the_same_source_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    made = []
    for name, zone, language, seed in (
        ("here", "Pacific/Auckland", "C", "1"),
        ("a long way off", "America/Montreal", "fr_CA.UTF-8", "2"),
    ):
        project = Project(tmp_path / name)
        project.write(revision())
        code = "from policysite.cli import main; raise SystemExit(main())"
        command = ["publish", "--source", str(project.source), "--to", str(project.site)]
        env = {"TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": seed}
        subprocess.run(
            [sys.executable, "-c", code, *command],
            check=True,
            env={**os.environ, **env},
            stdout=subprocess.DEVNULL,
        )
        made.append((contents(project.site), contents(project.archive.folder)))
    assert made[0] == made[1]


@pytest.mark.parametrize("place", ["/sys/policy/www", "/proc/policy/www", "{file}/www"])
def test_a_place_that_cannot_be_written_is_said_and_nothing_is_frozen(
    published: Project, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    published.write(revision("2026-09-01", kind="amendment"))
    before = contents(published.folder)
    target = place.format(file=published.source)
    assert main(["publish", "--source", str(published.source), "--to", target]) == 2
    [line] = [one for one in capsys.readouterr().err.splitlines() if one.startswith("policy")]
    assert target.removesuffix("/www") in line
    assert contents(published.folder) == before


def test_where_no_more_can_be_written_nothing_is_lost(published: Project) -> None:
    before = contents(published.site), contents(published.archive.folder)
    published.write(revision(LATER, kind="amendment"))
    code = "from policysite.cli import main; raise SystemExit(main())"
    command = ["publish", "--source", str(published.source), "--to", str(published.site)]
    done = subprocess.run(
        ["prlimit", "--fsize=1000000", sys.executable, "-c", code, *command],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert (contents(published.site), contents(published.archive.folder)) == before
    published.publish()
    assert published.archive.ids == (FIRST, LATER)


# What others have, and what was damaged -----------------------------------------------------------


def test_what_a_link_of_others_leads_to_is_never_published(
    published: Project, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("à personne d'autre")
    for where in (tmp_path / "secret", tmp_path, tmp_path / "nowhere"):
        link = published.site / "notes"
        link.symlink_to(where)
        with pytest.raises(ArchiveError, match="notes is no file"):
            published.publish(revision(LATER, kind="amendment"))
        link.unlink()
    assert published.archive.ids == (FIRST,)


def test_a_name_that_no_list_of_digests_holds_is_refused(published: Project) -> None:
    (published.site / "a\nb").write_text("?")
    with pytest.raises(ArchiveError, match="another name"):
        published.publish(revision(LATER, kind="amendment"))


def test_others_keep_modes_and_empty_folders(published: Project) -> None:
    run = published.site / "run.cgi"
    run.write_text("#!/bin/sh")
    run.chmod(0o755)
    (published.site / "empty" / "inner").mkdir(parents=True)
    published.publish(revision(LATER, kind="amendment"))
    assert run.stat().st_mode & 0o111
    assert (published.site / "empty" / "inner").is_dir()


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_a_site_that_somebody_changed_is_made_again(published: Project, damage: str) -> None:
    page = published.site / "fr" / FIRST / "index.html"
    whole = page.read_bytes()
    page.write_text("autre chose") if damage == "changed" else page.unlink()
    assert published.publish().builds
    assert page.read_bytes() == whole


def test_a_site_without_its_digests_is_said_to_be_damaged(published: Project) -> None:
    (published.site / "SHA256SUMS").write_text("pas une liste")
    with pytest.raises(ArchiveError, match="nothing to verify the site with"):
        published.publish(revision(LATER, kind="amendment"))


def test_no_site_is_put_into_the_archive(published: Project) -> None:
    inside = Directory(published.archive.folder / "site")
    before = contents(published.archive.folder)
    with pytest.raises(ArchiveError, match="inside the archive"):
        published.publish(target=inside)
    place = ["--source", str(published.source), "--out", str(inside.folder)]
    assert main(["build", *place]) == 2
    assert contents(published.archive.folder) == before


def test_a_dry_run_refuses_what_publishing_would_and_writes_nothing(
    published: Project, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "site.json").write_text('{"name": "une boutique"}')
    with pytest.raises(ArchiveError, match="no site of ours"):
        published.publish(target=Directory(theirs), dry=True)
    before = contents(tmp_path)
    published.publish(target=Directory(tmp_path / "not" / "there"), dry=True)
    assert contents(tmp_path) == before
    assert not (tmp_path / "not").exists()


def test_a_build_takes_nobody_s_place(published: Project, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "site.json").write_text('{"name": "une boutique"}')
    for folder in (theirs, published.site):
        before = contents(folder)
        assert main(["build", "--source", str(published.source), "--out", str(folder)]) == 2
        assert contents(folder) == before


def test_a_core_that_no_link_names_is_in_nobody_s_way(published: Project) -> None:
    """As when a publication is killed after its core and before its revision."""
    core = earlier_core()
    folder = published.archive.folder / "cores" / core.digest
    folder.mkdir()
    (folder / "rulecore.zip").write_bytes(core.archive)
    assert sound_archive(published.archive.folder).ids == (FIRST,)
    published.publish(revision(LATER, kind="amendment"))
    assert published.archive.ids == (FIRST, LATER)
    assert verify_site(published.site) == []


def test_a_correction_is_held_against_the_revision_that_it_corrects(published: Project) -> None:
    longer = ("when: membre and jours > 7.5", "when: membre and jours > 8.5")
    published.publish(revision(LATER, kind="amendment").replace(*longer))
    deciding = revision("2025-03-04.1", kind="correction").replace(*longer)
    with pytest.raises(ArchiveError, match="changes an answer"):
        published.publish(deciding, older=True)
    published.publish(
        revision("2025-03-04.1", "Le prêt est réservé aux abonnés.", "correction"), older=True
    )
    assert published.archive.ids == (FIRST, LATER, "2025-03-04.1")


def test_what_a_killed_publication_left_goes_though_nothing_is_new(published: Project) -> None:
    left = published.folder / ".www.policysite-01234567"
    (left / "fr").mkdir(parents=True)
    assert not published.publish().builds
    assert not left.exists()


def test_another_name_of_the_folder_is_the_same_place(published: Project, tmp_path: Path) -> None:
    other = tmp_path / "live"
    other.symlink_to(published.site)
    with Directory(published.site).locked(print):
        held = published.site.parent / f".{published.site.name}.policysite-lock"
        assert held.read_text()
    told: list[str] = []
    with Directory(other).locked(told.append):
        assert held.read_text()
    assert told == []
