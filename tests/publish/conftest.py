"""A project on which nothing is published yet, and one with a revision."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.publish.revisions import Project, revision


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture(scope="session")
def one_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project with its first revision; to be copied."""
    made = Project(tmp_path_factory.mktemp("published") / "project")
    made.publish(revision())
    return made.folder


@pytest.fixture
def published(one_published: Path, project: Project) -> Project:
    """A project of its own with its first revision."""
    shutil.copytree(one_published, project.folder)
    return project
