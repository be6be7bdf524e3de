"""The release package: the same bytes anywhere, and no file of it can change, vanish, appear or lead outside unseen."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from casebook.publishing import release

from tests.conftest import ROOT, copy_small, run


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with a few files where its pages would be built; packing looks at bytes, not at what they mean."""
    folder = copy_small(tmp_path_factory.mktemp("release") / "small")
    for path, content in {"index.html": "首页", "cases/2022/a.html": "甲", "assets/图.svg": "<svg/>"}.items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_text(content, "utf-8")
    done = run("release.py", "--root", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def packages(root: Path) -> list[Path]:
    return sorted((root / "dist" / "release").glob("casebook-*"))


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_both_packages_and_their_digests_are_written(root: Path) -> None:
    tar, archive = packages(root)
    assert (tar.suffixes[-2:], archive.suffix) == ([".tar", ".gz"], ".zip")
    listed = (root / "dist" / "release" / "SHA256SUMS").read_text("utf-8").splitlines()
    assert listed == [f"{digest(file)}  {file.name}" for file in (tar, archive)]


@pytest.mark.parametrize("ending", [".tar.gz", ".zip"])
def test_a_package_verifies_and_so_does_what_it_unpacks_to(root: Path, tmp_path: Path, ending: str) -> None:
    package = next(file for file in packages(root) if file.name.endswith(ending))
    assert run("release.py", "--verify", package).returncode == 0
    shutil.unpack_archive(package, tmp_path, filter="data" if ending == ".tar.gz" else None)
    unpacked = tmp_path / package.name.removesuffix(ending)
    assert (unpacked / "assets" / "图.svg").read_text("utf-8") == "<svg/>"
    done = run("release.py", "--verify", unpacked)
    assert done.returncode == 0
    assert "3 个文件，0 处不符" in done.stderr


def test_a_bare_python_can_verify(root: Path) -> None:
    command = [sys.executable, "-S", str(ROOT / "scripts" / "release.py"), "--verify", str(packages(root)[0])]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


def test_the_lists_are_those_of_the_standard_tool(root: Path, tmp_path: Path) -> None:
    package = next(file for file in packages(root) if file.suffix == ".zip")
    shutil.unpack_archive(package, tmp_path)
    done = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=tmp_path / package.stem, check=False)
    assert done.returncode == 0


def test_sm3_is_listed_where_the_machine_knows_it(root: Path) -> None:
    lists = release.manifest(root / "site")
    assert set(lists) == set(release.known())
    if "SM3SUMS" in lists:
        wanted = hashlib.new("sm3", (root / "site" / "index.html").read_bytes()).hexdigest()
        assert f"{wanted}  index.html\n".encode() in lists["SM3SUMS"]


def test_packing_again_elsewhere_gives_the_same_bytes(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "another" / "place"
    shutil.copytree(root, other, symlinks=True)
    shutil.rmtree(other / "dist")
    for file in (other / "site").rglob("*.html"):
        os.utime(file, (1, 1))
        file.chmod(0o600)
    assert run("release.py", "--root", other).returncode == 0
    assert [(file.name, digest(file)) for file in packages(other)] == [(f.name, digest(f)) for f in packages(root)]


def test_owner_mode_and_time_say_nothing_about_the_machine(root: Path) -> None:
    with tarfile.open(packages(root)[0]) as archive:
        entries = archive.getmembers()
    assert {(e.uid, e.gid, e.uname, e.gname, e.mode) for e in entries} == {(0, 0, "", "", 0o644)}
    assert len({e.mtime for e in entries}) == 1
    assert [e.name for e in entries] == sorted(e.name for e in entries)


def test_two_releases_of_one_day_differ_in_name_and_time(root: Path) -> None:
    lists = release.manifest(root / "site")
    changed = {"SHA256SUMS": lists["SHA256SUMS"].replace(b"index", b"index2")}
    day = 1_700_006_400
    assert release.name(lists, day) != release.name(changed, day)
    assert release.moment(lists, day) != release.moment(changed, day)
    assert day <= release.moment(lists, day) < day + 86_400
    assert release.moment(lists, day) % 2 == 0


def unpacked(root: Path, folder: Path) -> Path:
    package = packages(root)[1]
    shutil.unpack_archive(package, folder)
    return folder / package.stem


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "changed": (lambda f: (f / "index.html").write_text("首頁", "utf-8"), "index.html：内容改动过"),
    "missing": (lambda f: (f / "index.html").unlink(), "index.html：清单 SHA256SUMS 里有，包里没有"),
    "added": (lambda f: (f / "new.html").write_text("x"), "new.html：包里有，清单 SHA256SUMS 里没有"),
    "list gone": (lambda f: (f / "SHA256SUMS").unlink(), "缺少清单 SHA256SUMS"),
    "list shortened": (lambda f: (f / "SHA256SUMS").write_text(""), "index.html：包里有，清单 SHA256SUMS 里没有"),
    "list leads out": (
        lambda f: (f / "SHA256SUMS").write_text(f"{'0' * 64}  ../../etc/passwd\n"),
        "SHA256SUMS 第 1 行不对",
    ),
    "list doubled": (
        lambda f: (f / "SHA256SUMS").write_text((f / "SHA256SUMS").read_text("utf-8") * 2, "utf-8"),
        "SHA256SUMS 第 4 行不对",
    ),
}


@pytest.mark.parametrize("kind", SPOILT)
def test_a_spoilt_folder_is_refused_and_the_file_named(root: Path, tmp_path: Path, kind: str) -> None:
    folder = unpacked(root, tmp_path)
    spoil, message = SPOILT[kind]
    spoil(folder)
    done = run("release.py", "--verify", folder)
    assert done.returncode == 1
    assert message in done.stdout
    assert "Traceback" not in done.stderr


def test_a_link_in_the_site_is_not_packed(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(root, other, symlinks=True)
    before = [digest(file) for file in packages(other)]
    (other / "site" / "x.png").symlink_to("/etc/passwd")
    done = run("release.py", "--root", other)
    assert done.returncode == 1
    assert "x.png 是链接" in done.stderr
    assert [digest(file) for file in packages(other)] == before


def tar_with(target: Path, *members: tarfile.TarInfo) -> Path:
    with tarfile.open(target, "w:gz") as archive:
        for member in members:
            archive.addfile(member, io.BytesIO(b"x" * member.size))
    return target


def member(name: str, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, "/etc/passwd" if kind == tarfile.SYMTYPE else ""
    entry.size = 1 if kind == tarfile.REGTYPE else 0
    return entry


def test_a_tar_that_leads_outside_is_refused(tmp_path: Path) -> None:
    for name, wrong in {
        "out": [member("p/../../x")],
        "absolute": [member("/etc/x")],
        "link": [member("p/x", tarfile.SYMTYPE)],
        "beside": [member("q/x")],
        "twice": [member("p/x"), member("p/x")],
    }.items():
        (tmp_path / name).mkdir()
        done = run("release.py", "--verify", tar_with(tmp_path / name / "p.tar.gz", *wrong))
        assert done.returncode == 1, name
        assert "不要解开这个包" in done.stdout + done.stderr, name


def test_a_zip_that_leads_outside_is_refused(tmp_path: Path) -> None:
    for name in ("p/../x", "p/..\\x", "p/C:/x", "/x"):
        with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
            archive.writestr(name, "x")
        done = run("release.py", "--verify", tmp_path / "p.zip")
        assert done.returncode == 1, name
        assert "不要解开这个包" in done.stdout + done.stderr, name


@pytest.mark.parametrize("ending", ["tar.gz", "zip"])
def test_a_package_cut_short_is_refused_without_a_trace(root: Path, tmp_path: Path, ending: str) -> None:
    package = next(file for file in packages(root) if file.name.endswith(ending))
    short = tmp_path / package.name
    short.write_bytes(package.read_bytes()[: package.stat().st_size // 2])
    done = run("release.py", "--verify", short)
    assert done.returncode == 1
    assert "请重新取一份" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_to_pack_or_verify_says_what_to_do(root: Path, tmp_path: Path) -> None:
    done = run("release.py", "--root", root, "--site", tmp_path)
    assert (done.returncode, "make site" in done.stderr) == (1, True)
    done = run("release.py", "--verify", tmp_path / "none.zip")
    assert (done.returncode, "没有" in done.stderr) == (1, True)
