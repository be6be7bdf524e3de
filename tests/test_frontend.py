"""Bundling: done once, from what is locked, with the Node there is or the one that is locked; what fails is said."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

_PARTS = ("scripts", "frontend", "package.json", "package-lock.json", "requirements-node.txt")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository as far as bundling needs it, with the packages of this one."""
    for name in _PARTS:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    if (ROOT / "node_modules").is_dir():
        (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


def bundle(root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in ``root``, where no network can be reached."""
    refused = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    env = os.environ | {"PYTHONPATH": str(root / "scripts")} | refused | environment
    command = [sys.executable, str(root / "scripts" / "build_frontend.py")]
    return subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def test_packages_are_locked_without_addresses() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    packages = {name: about for name, about in lock["packages"].items() if name}
    assert len(packages) > 10
    assert all("integrity" in about and "resolved" not in about for about in packages.values())
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert packages[f"node_modules/{name}"]["version"] == version, "pinned exactly"


def test_bundles_are_made_once_and_again_when_something_changed(copy: Path) -> None:
    out = copy / "overrides" / "assets" / "casebook" / "export"
    assert bundle(copy).returncode == 0
    first = {file.name: file.stat().st_mtime_ns for file in out.iterdir()}
    assert {"pptx.js", "docx.js", "LICENSES.txt"} <= first.keys()
    again = bundle(copy, PATH="")
    assert (again.returncode, again.stdout) == (0, "")
    assert {file.name: file.stat().st_mtime_ns for file in out.iterdir()} == first
    source = copy / "frontend" / "text.js"
    source.write_text(source.read_text("utf-8") + "\n// changed\n", "utf-8")
    assert "打包" in bundle(copy).stdout
    assert {file.name: file.stat().st_mtime_ns for file in out.iterdir()} != first


def test_what_cannot_be_had_is_said_and_nothing_is_half_done(copy: Path) -> None:
    (copy / "node_modules").unlink()
    programs = copy / "bin"
    programs.mkdir()
    for name, script in (("node", "echo v20.0.0"), ("npm", "exit 1")):
        (programs / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (programs / name).chmod(0o755)
    found = bundle(copy, PATH=f"{programs}:/bin")
    assert found.returncode == 1
    assert "overrides/assets/casebook/export/" in found.stderr
    assert "scripts/build_site.py" in found.stderr
    assert not (copy / "overrides").exists()
