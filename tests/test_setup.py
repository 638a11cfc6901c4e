"""scripts/setup, with stand-ins for Python, Node, npm and apt-get that note how they are called."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
NODE_LOCKS = ("package-lock.json", "tests/package-lock.json")

# A Python for set-up: suits, makes a folder that holds itself, and installs nothing.
PYTHON = """#!/bin/bash
[ "$1" = -c ] && { echo "013000 $0"; exit; }
[ "$1" = -V ] && { echo "Python 3.13.0"; exit; }
echo "python $*" >>CALLS
[ -e NO_REGISTRY ] && [ "$2" = pip ] && { echo "ERROR: no registry"; exit 1; }
[ "$2" = venv ] && { mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; }
[[ "$*" = *requirements/node.txt ]] && cp "$0" .venv/bin/node
exit 0
"""
NODE = """#!/bin/bash
echo "$0"
"""
NPM = """#!/bin/bash
echo "npm $*" >>CALLS
mkdir -p node_modules
"""
SUDO = """#!/bin/bash
shift
exec "$@"
"""
APT_GET = """#!/bin/bash
echo "apt-get $*" >>CALLS
exit 100
"""


class Machine:
    """A copy of the project's set-up on a machine of our own, without a network."""

    def __init__(self, place: Path) -> None:
        self.project = place / "project"
        self.programs = place / "bin"
        self.calls_file = place / "calls"
        self.no_registry = place / "no-registry"
        locks = [f"requirements/{lock.name}" for lock in LOCKS]
        for path in ["scripts/setup", "pyproject.toml", *NODE_LOCKS, *locks]:
            (self.project / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, self.project / path)
        self.programs.mkdir()
        tools = "bash cat cksum cmp cp dirname env flock grep id mkdir mktemp rm ln sed sort"
        for tool in tools.split():
            if found := shutil.which(tool):
                (self.programs / tool).symlink_to(found)
        self.has("python3.13", PYTHON)
        self.has("node", NODE)
        self.has("npm", NPM)
        self.has("sudo", SUDO)
        self.has("apt-get", APT_GET)
        self.has("nginx")

    def has(self, program: str, text: str = NODE) -> Path:
        path = self.programs / program
        text = text.replace("CALLS", str(self.calls_file))
        path.write_text(text.replace("NO_REGISTRY", str(self.no_registry)))
        path.chmod(0o755)
        return path

    def setup(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        self.calls_file.write_text("")
        python = str(self.programs / "python3.13")
        return subprocess.run(
            [self.project / "scripts/setup", *arguments],
            env={"PATH": str(self.programs), "POLICYSITE_PYTHON": python, **environment},
            capture_output=True,
            text=True,
            timeout=60,
        )

    @property
    def calls(self) -> str:
        return self.calls_file.read_text()

    def folders(self) -> Iterator[Path]:
        return (self.project / name for name in (".venv", "node_modules"))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def versions(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / lock).read_text()
    return dict(re.findall(r"^([\w.-]+)(?:\[.*\])?==([^ ;]+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_has_a_hash_for_every_package_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert "index-url" not in text.replace("--no-emit-index-url", "")
    for package in re.split(r"\n(?=\w)", re.sub(r"(?m)^#.*\n", "", text)):
        assert "--hash=sha256:" in package, package


def test_the_tests_run_with_the_very_packages_of_the_site() -> None:
    assert versions("site.txt").items() <= versions("test.txt").items()


@pytest.mark.parametrize("lock", NODE_LOCKS)
def test_a_lock_of_node_modules_has_no_address(lock: str) -> None:
    modules = json.loads((ROOT / lock).read_text())["packages"]
    assert [name for name, module in modules.items() if "resolved" in module] == []
    assert all("integrity" in module for name, module in modules.items() if name)


def test_everything_is_installed_with_hashes_and_nothing_runs_while_it_installs(
    machine: Machine,
) -> None:
    machine.has("chromium")
    done = machine.setup()
    assert done.returncode == 0, done.stderr
    assert "--only-binary :all: --require-hashes -r requirements/test.txt" in machine.calls
    assert "npm ci --include=dev --ignore-scripts" in machine.calls
    assert done.stdout == ""
    assert [line.removeprefix("setup: ") for line in done.stderr.splitlines()] == [
        "Python 3.13.0 → .venv",
        f"Python packages ({len(versions('test.txt'))})…",
        "Node modules…",
    ]


def test_the_site_gets_nothing_of_the_tests_and_no_browser(machine: Machine) -> None:
    assert machine.setup("site").returncode == 0
    assert "requirements/site.txt" in machine.calls
    assert "requirements/test.txt" not in machine.calls
    assert "npm ci --omit=dev" in machine.calls
    assert "apt-get" not in machine.calls


@pytest.mark.parametrize("level", [(), ("site",)], ids=["all", "site"])
def test_a_second_run_calls_nothing_and_says_nothing(
    machine: Machine, level: tuple[str, ...]
) -> None:
    machine.has("chromium")
    machine.setup(*level)
    again = machine.setup(*level)
    assert (again.returncode, again.stderr, machine.calls) == (0, "", "")


def test_the_site_is_content_with_what_the_tests_have(machine: Machine) -> None:
    machine.has("chromium")
    machine.setup()
    assert machine.setup("site").stderr == ""
    assert machine.calls == ""


def test_the_needs_of_the_tests_are_added_to_those_of_the_site(machine: Machine) -> None:
    machine.has("chromium")
    machine.setup("site")
    machine.setup()
    assert "-m venv" not in machine.calls
    assert "requirements/test.txt" in machine.calls
    assert "npm ci --include=dev" in machine.calls


def test_other_locks_make_the_folders_anew_and_the_tests_keep_their_needs(
    machine: Machine,
) -> None:
    machine.has("chromium")
    machine.setup()
    for lock in ("requirements/site.txt", "package-lock.json"):
        with (machine.project / lock).open("a") as file:
            file.write("\n")
    leftover = machine.project / ".venv/leftover"
    leftover.touch()
    assert machine.setup("site").returncode == 0
    assert not leftover.exists()
    assert "requirements/test.txt" in machine.calls
    assert "npm ci --include=dev" in machine.calls


def test_a_half_made_environment_is_made_anew(machine: Machine) -> None:
    machine.no_registry.touch()
    failed = machine.setup("site")
    assert failed.returncode == 1
    assert "ERROR: no registry" in failed.stderr
    assert "name a mirror" in failed.stderr.splitlines()[-1]
    machine.no_registry.unlink()
    assert machine.setup("site").returncode == 0
    assert "-m venv .venv" in machine.calls


def test_what_was_interrupted_on_the_way_to_the_tests_is_made_anew(machine: Machine) -> None:
    machine.setup("site")
    machine.no_registry.touch()
    assert machine.setup().returncode == 1
    machine.no_registry.unlink()
    machine.setup("site")
    assert "-m venv .venv" in machine.calls


@pytest.mark.parametrize("program", ["python", "node"])
def test_a_program_that_vanished_is_made_anew(machine: Machine, program: str) -> None:
    machine.setup("site")
    (machine.project / ".venv/bin" / program).unlink()
    assert machine.setup("site").returncode == 0
    assert (machine.project / ".venv/bin" / program).exists()


def test_a_moved_project_is_set_up_anew(machine: Machine) -> None:
    machine.setup("site")
    machine.project = machine.project.rename(machine.project.with_name("moved"))
    assert "→ .venv" in machine.setup("site").stderr


def test_a_changed_description_of_the_project_installs_only_the_project(machine: Machine) -> None:
    machine.setup("site")
    with (machine.project / "pyproject.toml").open("a") as file:
        file.write("\n")
    machine.setup("site")
    assert machine.calls.count("\n") == 1
    assert "--no-index --no-build-isolation --no-deps --editable ." in machine.calls


def test_node_comes_from_a_package_where_the_machine_has_none(machine: Machine) -> None:
    (machine.programs / "node").unlink()
    done = machine.setup("site")
    assert done.returncode == 0, done.stderr
    assert "setup: Node…" in done.stderr
    assert "requirements/node.txt" in machine.calls


def test_a_python_that_does_not_suit_is_named_in_one_line(machine: Machine) -> None:
    old = machine.has("old", "#!/bin/bash\nexit 127\n")
    failed = machine.setup("site", POLICYSITE_PYTHON=str(old))
    assert failed.returncode == 1
    assert failed.stderr.count("\n") == 1
    assert f"POLICYSITE_PYTHON={old}" in failed.stderr
    assert not any(folder.exists() for folder in machine.folders())


def test_without_a_browser_only_the_tests_fail_and_say_how_to_mend_it(machine: Machine) -> None:
    failed = machine.setup()
    assert failed.returncode == 1
    assert "apt-get" in machine.calls
    assert "set POLICYSITE_CHROMIUM" in failed.stderr.splitlines()[-1]
    assert machine.setup("site").returncode == 0


def test_nginx_is_unpacked_under_the_environment_and_never_installed(machine: Machine) -> None:
    machine.has("chromium")
    (machine.programs / "nginx").unlink()
    failed = machine.setup()
    assert failed.returncode == 1
    assert "scripts/setup as root on Debian" in failed.stderr.splitlines()[-1]
    machine.has("apt-get", '#!/bin/bash\necho "apt-get $*" >>CALLS\n: >nginx_1.deb\n')
    machine.has("dpkg-deb", '#!/bin/bash\nmkdir -p "$3/usr/sbin"; cp "$0" "$3/usr/sbin/nginx"\n')
    assert machine.setup().returncode == 0
    assert "install" not in machine.calls
    assert (machine.project / ".venv/nginx/usr/sbin/nginx").exists()


def test_a_named_browser_is_enough(machine: Machine) -> None:
    browser = machine.has("some-browser")
    assert machine.setup(POLICYSITE_CHROMIUM=str(browser)).returncode == 0
    failed = machine.setup(POLICYSITE_CHROMIUM="/no/such/browser")
    assert (failed.returncode, failed.stderr.count("\n")) == (1, 1)


def test_the_campaigns_get_their_own_modules_and_browsers(machine: Machine) -> None:
    machine.has("chromium")
    machine.setup()
    failed = machine.setup("campaigns")
    assert failed.returncode == 1
    assert machine.calls.count("npm ci") == 1
    assert (machine.project / "tests/node_modules").exists()
    assert "apt-get" in machine.calls
    assert "as root on Debian" in failed.stderr.splitlines()[-1]
    for program in ("firefox-esr", "WebKitWebDriver", "Xvfb"):
        machine.has(program)
    again = machine.setup("campaigns")
    assert (again.returncode, again.stderr, machine.calls) == (0, "", "")


def test_an_unknown_argument_is_a_usage_error(machine: Machine) -> None:
    failed = machine.setup("all")
    assert (failed.returncode, failed.stderr) == (2, "usage: scripts/setup [site | campaigns]\n")
