"""Pictures made here with everything a camera or an editor may leave in one."""

from __future__ import annotations

import io
import random
from contextlib import suppress
from typing import Any

import pytest
from casebook.media import pictures
from PIL import Image, ImageCms, PngImagePlugin


def exif() -> Image.Exif:
    """What a telephone writes: its maker, the photographer, lying on its side, and the place."""
    written = Image.Exif()
    written[0x010F], written[0x013B], written[0x0112] = "Maker", "Photographer", 6
    written.get_ifd(0x8825).update({1: "N", 2: (30.0, 1.0, 2.0)})
    return written


def encode(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    drawn = Image.linear_gradient("L").resize(size).convert(mode)
    encoded = io.BytesIO()
    drawn.save(encoded, kind, **options)
    return encoded.getvalue()


def plain(side: int) -> bytes:
    """A square without anything on it: few bytes, many pixels."""
    encoded = io.BytesIO()
    Image.new("1", (side, side)).save(encoded, "PNG")
    return encoded.getvalue()


def texts() -> PngImagePlugin.PngInfo:
    written = PngImagePlugin.PngInfo()
    written.add_text("Author", "someone")
    written.add_itxt("Comment", "说明")
    return written


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
CLEAN = {
    ".png": encode("PNG"),
    ".jpg": encode("JPEG"),
    ".jpeg": encode("JPEG", progressive=True),
    ".webp": encode("WEBP", lossless=True),
}
LADEN = {
    "exif": (".jpg", encode("JPEG", exif=exif()), "拍摄地点"),
    "comment": (".jpg", encode("JPEG", comment=b"by someone"), "注释"),
    "xmp": (".jpg", encode("JPEG", xmp=b"<x:xmpmeta/>"), "XMP"),
    "profile": (".jpg", encode("JPEG", icc_profile=PROFILE), "色彩配置"),
    "second-picture": (".jpg", CLEAN[".jpg"] + CLEAN[".jpg"], "结尾之后"),
    "png-text": (".png", encode("PNG", pnginfo=texts()), "文字说明"),
    "png-exif": (".png", encode("PNG", exif=exif()), "拍摄地点"),
    "png-tail": (".png", CLEAN[".png"] + b"PK", "结尾之后"),
    "webp-exif": (".webp", encode("WEBP", exif=exif(), xmp=b"<x/>"), "拍摄信息、编辑信息"),
    "webp-tail": (".webp", encode("WEBP") + b"PK", "结尾之后"),
}


def codes(content: bytes, suffix: str) -> list[str]:
    return [fault.code for fault in pictures.faults(content, suffix)]


@pytest.mark.parametrize("suffix", CLEAN)
def test_a_plain_picture_has_no_fault_and_stays_so(suffix: str) -> None:
    assert codes(CLEAN[suffix], suffix) == []
    assert codes(pictures.clean(CLEAN[suffix]), suffix) == []


@pytest.mark.parametrize("name", LADEN)
def test_whatever_draws_nothing_is_named_and_left_behind(name: str) -> None:
    suffix, content, told = LADEN[name]
    (fault,) = pictures.faults(content, suffix)
    assert fault.code == "picture-metadata"
    assert told in fault.message
    cleaned = pictures.clean(content)
    assert codes(cleaned, suffix) == []
    assert b"someone" not in cleaned
    assert b"Photographer" not in cleaned


def test_a_picture_lying_on_its_side_is_put_upright() -> None:
    assert Image.open(io.BytesIO(pictures.clean(LADEN["exif"][1]))).size == (40, 60)


def test_cleaning_keeps_the_pixels_of_a_lossless_picture_and_its_transparency() -> None:
    for suffix in (".png", ".webp"):
        before, after = (Image.open(io.BytesIO(c)) for c in (CLEAN[suffix], pictures.clean(CLEAN[suffix])))
        assert before.tobytes() == after.tobytes()
    clear = encode("PNG", mode="P", transparency=0)
    assert Image.open(io.BytesIO(pictures.clean(clear))).info == {"transparency": 0}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "空的"),
        (b"not a picture", "可能已损坏"),
        (CLEAN[".png"][:60], "可能已损坏"),
        (CLEAN[".jpg"][:400], "可能已损坏"),
        (encode("GIF"), "PNG、JPEG 或 WebP"),
        (encode("PNG", size=(9000, 9000), mode="1"), "百万像素"),
        (encode("PNG", size=(20000, 20000), mode="1"), "百万像素"),
        (encode("PNG", save_all=True, append_images=[Image.new("RGB", (60, 40))]), "动图"),
    ],
    ids=["empty", "text", "cut-png", "cut-jpeg", "gif", "bomb", "greater-bomb", "moving"],
)
def test_what_is_no_still_picture_is_refused_with_a_reason(content: bytes, told: str) -> None:
    (fault,) = pictures.faults(content, ".png")
    assert fault.code == "picture-broken"
    assert told in fault.message
    with pytest.raises(ValueError, match=told):
        pictures.clean(content)


def test_the_name_says_what_the_content_is() -> None:
    assert codes(CLEAN[".jpg"], ".png") == ["picture-format"]
    assert codes(CLEAN[".jpg"], ".JPG") == []


def test_a_picture_keeps_within_its_limits() -> None:
    assert codes(encode("PNG", size=(pictures.MAX_SIDE + 1, 10)), ".png") == ["picture-size"]
    noise = Image.effect_noise((900, 900), 90)
    encoded = io.BytesIO()
    noise.save(encoded, "PNG")
    assert len(encoded.getvalue()) > pictures.MAX_BYTES
    assert codes(encoded.getvalue(), ".png") == ["picture-size"]


@pytest.mark.parametrize("name", LADEN)
def test_damaged_bytes_never_raise_anything_else(name: str) -> None:
    suffix, content, _ = LADEN[name]
    chance = random.Random(name)
    for _ in range(60):
        spoiled = bytearray(content)
        for _ in range(chance.randrange(1, 12)):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        assert all(fault.code.startswith("picture-") for fault in pictures.faults(bytes(spoiled), suffix))
        with suppress(ValueError):
            assert set(codes(pictures.clean(bytes(spoiled)), suffix)) <= {"picture-format", "picture-size"}
