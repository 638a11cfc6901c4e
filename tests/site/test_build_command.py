"""`policy build` as a person runs it: what goes wrong is one line, and the site stays."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policysite.build import build
from policysite.progress import Silent
from tests.site.test_build import digests
from tests.sources import OTHER, REAL, policy

POLICY = Path(sys.executable).with_name("policy")


def command(source: Path, out: Path | str) -> list[str | Path]:
    return [POLICY, "build", "--source", source, "--out", str(out)]


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A site that is there already, with something in it that no build would write."""
    out = tmp_path / "site"
    build(policy(OTHER), out, progress=Silent())
    (out / "seen.txt").write_text("by a reader")
    return out


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """What a command that could not build says, in one line and no traceback."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def test_it_says_where_the_site_is(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "site"
    done = subprocess.run(command(OTHER, out), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert str(out) in done.stdout
    assert (out / "index.html").is_file()


def test_a_wrong_source_leaves_the_site(built: Path, tmp_path: Path) -> None:
    before = digests(built)
    source = tmp_path / "policy.yaml"
    text = OTHER.read_text(encoding="utf-8")
    source.write_text(text.replace("modality: entente\n", "modality: entete\n"), encoding="utf-8")
    done = subprocess.run(command(source, built), capture_output=True, text=True)
    assert done.returncode == 2
    assert "policy.yaml:" in done.stderr
    assert digests(built) == before


def test_a_full_disk_leaves_the_site(built: Path, tmp_path: Path) -> None:
    before = digests(built)

    def little_room() -> None:
        # The system refuses to let a file grow beyond this, as it does on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

    done = subprocess.run(
        command(OTHER, built), capture_output=True, text=True, preexec_fn=little_room
    )
    refused(done)
    assert digests(built) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("out", ["/proc/site", "/dev/null/site"])
def test_a_place_that_cannot_be_written_is_said_in_one_line(out: str) -> None:
    said = refused(subprocess.run(command(OTHER, out), capture_output=True, text=True))
    assert out.rpartition("/")[0] in said


def test_a_folder_that_is_not_ours_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear …")
    said = refused(subprocess.run(command(OTHER, tmp_path), capture_output=True, text=True))
    assert str(tmp_path) in said
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_ended_in_the_middle_leaves_the_site(
    built: Path, tmp_path: Path, by: signal.Signals
) -> None:
    before = digests(built)
    running = subprocess.Popen(command(OTHER, built), stderr=subprocess.DEVNULL)
    # It is in the middle as soon as its fresh folder is there.
    while not list(tmp_path.glob(".site.*/*")):
        assert running.poll() is None
        os.sched_yield()
    running.send_signal(by)
    assert running.wait(timeout=20) != 0
    assert digests(built) == before

    # The next one is not disturbed, and tidies up.
    subprocess.run(command(OTHER, built), check=True, capture_output=True)
    assert not (built / "seen.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_two_builds_at_once_both_end_well_and_one_of_them_is_there(tmp_path: Path) -> None:
    out, alone = tmp_path / "site", tmp_path / "alone"
    edited = tmp_path / "edited.yaml"
    text = OTHER.read_text(encoding="utf-8")
    edited.write_text(text.replace("le prêt est accordé.", "il est accordé."), encoding="utf-8")
    runs = [
        subprocess.Popen(command(source, out), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for source in (OTHER, edited, OTHER, edited)
    ]
    assert [run.communicate()[1] for run in runs] == [b""] * 4
    assert [run.returncode for run in runs] == [0] * 4
    wanted = []
    for source in (OTHER, edited):
        subprocess.run(command(source, alone), check=True, capture_output=True)
        wanted.append(digests(alone))
    assert digests(out) in wanted
    assert wanted[0] != wanted[1]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["alone", "edited.yaml", "site"]


def test_two_builds_at_once_of_one_revision_keep_their_words_apart(tmp_path: Path) -> None:
    edited = tmp_path / "edited.yaml"
    text = REAL.read_text(encoding="utf-8")
    assert "est permise." in text
    edited.write_text(text.replace("est permise.", "est admise."), encoding="utf-8")
    outs = {"est permise.": (REAL, tmp_path / "one"), "est admise.": (edited, tmp_path / "two")}
    runs = [
        subprocess.Popen(command(source, out), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for source, out in outs.values()
    ]
    for run in runs:
        run.communicate()
        assert run.returncode == 0
    for words, (_, out) in outs.items():
        page = (out / "fr/2017-02-08/texte/index.html").read_text(encoding="utf-8")
        for other in outs:
            assert (f"le travail {other}" in page) == (other == words)
