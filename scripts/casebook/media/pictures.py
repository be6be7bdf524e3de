"""Pictures: whether one is what its name says and carries nothing beside the image, and how to make it so.

Cameras and editors write into a picture who took it, where, and with what, and often a second, uncropped picture.
So a picture may hold only the parts a browser needs to draw it (:data:`_PARTS`); everything else is named as a fault,
and :func:`clean` leaves it behind by encoding the pixels anew.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PIL import Image, ImageCms, ImageOps

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
"""Suffix of a picture that may be published → the format it must have."""
MAX_SIDE = 4096
"""Pixels of the longer side."""
MAX_BYTES = 500_000
_MAX_PIXELS = 50_000_000
"""What `clean` is ready to unpack: any camera's picture, no bomb."""
_PARTS = {
    "PNG": {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs"},
    "JPEG": {"JFIF", "Adobe", "DB", "DD", "DA", "D9", *(f"C{digit:X}" for digit in range(16))},
    "WEBP": {"VP8", "VP8L", "VP8X", "ALPH"},
}
"""Format → the parts that draw the picture."""
_NAMES = {
    "EXIF": "拍摄信息", "eXIf": "拍摄信息", "Exif": "拍摄信息",
    "XMP": "编辑信息（XMP）", "IPTC": "图片说明（IPTC）", "ICC": "色彩配置", "iCCP": "色彩配置", "ICCP": "色彩配置",
    "tEXt": "文字说明", "zTXt": "文字说明", "iTXt": "文字说明", "tIME": "修改时间", "comment": "注释",
    "thumbnail": "缩略图", "trailing": "图片结尾之后的数据",
}  # fmt: skip
_SEGMENT = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)
_JFIF = 14
"""Bytes of a JFIF segment without a thumbnail."""
_NO_PICTURE = "不是能显示的 PNG、JPEG 或 WebP 图片（可能已损坏或不完整），请重新导出"
_BOMB = f"图片超过 {_MAX_PIXELS // 1_000_000} 百万像素，解开会占满内存，请缩小后再导出"


class Fault(NamedTuple):
    """What is wrong with a picture: a stable code and a sentence in Chinese."""

    code: str
    message: str


def faults(content: bytes, suffix: str) -> Iterator[Fault]:
    """Whatever keeps the picture from being published under a name that ends in ``suffix`` (with its dot)."""
    try:
        picture = _open(content)
    except ValueError as error:
        yield Fault("picture-broken", str(error))
        return
    if FORMATS.get(suffix.lower()) != picture.format:
        yield Fault("picture-format", f"内容是 {picture.format} 格式，扩展名却是 {suffix}，请改成相符的扩展名")
    if extra := list(dict.fromkeys(_NAMES.get(part, part) for part in _extra(content, str(picture.format)))):
        where = "，其中有拍摄地点" if _located(picture) else ""
        yield Fault("picture-metadata", f"图片里带有{'、'.join(extra)}{where}，请去掉后再放入")
    if max(picture.size) > MAX_SIDE or len(content) > MAX_BYTES:
        size = f"{picture.width}×{picture.height} 像素、{len(content) // 1000} kB"
        yield Fault("picture-size", f"图片为 {size}，至多 {MAX_SIDE} 像素、{MAX_BYTES // 1000} kB，请缩小")


def clean(content: bytes) -> bytes:
    """The same picture in the same format, upright, in sRGB, with nothing beside its pixels.

    Raises :class:`ValueError` with a reason in Chinese for what is no picture, is animated, or is a bomb.
    """
    picture = _open(content)
    lossless = {"lossless": "VP8L" in _webp(content)} if picture.format == "WEBP" else {}
    encoded = io.BytesIO()
    with _strictly():
        upright = _srgb(ImageOps.exif_transpose(picture))
        upright.info = {key: value for key, value in upright.info.items() if key == "transparency"}
        upright.save(encoded, picture.format, quality=90, **lossless)
    return encoded.getvalue()


@contextmanager
def _strictly() -> Iterator[None]:
    """Turns whatever a decoder raises into :class:`ValueError` with a reason in Chinese, and its bomb warning too."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError(_BOMB) from error
    except Exception as error:  # fed with foreign bytes, a decoder raises whatever it likes
        raise ValueError(_NO_PICTURE) from error


def _open(content: bytes) -> Image.Image:
    """The picture, unpacked. Raises :class:`ValueError` with a reason in Chinese."""
    if not content:
        raise ValueError("文件是空的，请重新导出图片")
    with _strictly():
        picture = Image.open(io.BytesIO(content), formats=tuple(_PARTS))
        moving, huge = getattr(picture, "n_frames", 1) > 1, picture.width * picture.height > _MAX_PIXELS
        if not (moving or huge):
            picture.load()
    if huge:
        raise ValueError(_BOMB)
    if moving:
        raise ValueError("是动图，请改用一幅静止的图片")
    return picture


def _located(picture: Image.Image) -> bool:
    """Whether the picture says where it was taken."""
    try:
        with _strictly():
            return bool(picture.getexif().get_ifd(0x8825))
    except ValueError:
        return False


def _srgb(picture: Image.Image) -> Image.Image:
    """The picture in the colours that browsers assume, so that its profile can go."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGB" if picture.mode == "CMYK" else picture.mode
            changed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError):  # a broken profile says nothing about the colours
            changed = None
        picture = changed or picture
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _extra(content: bytes, kind: str) -> Iterator[str]:
    """The parts of the picture that draw nothing."""
    return (part for part in _READERS[kind](content) if part not in _PARTS[kind])


def _png(content: bytes) -> Iterator[str]:
    """The names of the chunks of a PNG."""
    at = 8
    while at + 8 <= len(content):
        length, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8].decode("latin-1")
        yield name
        at += 12 + length
        if name == "IEND":
            break
    if at < len(content):
        yield "trailing"


def _webp(content: bytes) -> Iterator[str]:
    """The names of the chunks of a WebP."""
    end = 8 + int.from_bytes(content[4:8], "little")
    at = 12
    while at + 8 <= min(end, len(content)):
        yield content[at : at + 4].decode("latin-1").strip()
        length = int.from_bytes(content[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
    if end < len(content):
        yield "trailing"


def _jpeg(content: bytes) -> Iterator[str]:
    """The segments of a JPEG: known ones by name, others by the number of their marker in hexadecimal."""
    at = 2
    while match := _SEGMENT.search(content, at):
        marker = match[1][0]
        if marker == 0xD9:
            at = match.end()
            break
        length = int.from_bytes(content[match.end() : match.end() + 2])
        yield _segment(marker, content[match.end() + 2 : match.end() + length])
        at = match.end() + length
    if at < len(content):
        yield "trailing"


def _segment(marker: int, payload: bytes) -> str:
    if marker == 0xFE:
        return "comment"
    if marker == 0xE0 and payload.startswith(b"JFIF\0"):
        return "JFIF" if len(payload) == _JFIF else "thumbnail"
    starts = {b"Exif\0": "EXIF", b"http://ns.adobe.com/": "XMP", b"ICC_PROFILE": "ICC", b"Photoshop": "IPTC"}
    starts |= {b"Adobe": "Adobe", b"MPF\0": "thumbnail", b"JFXX\0": "thumbnail"}
    return next((name for start, name in starts.items() if payload.startswith(start)), f"{marker:02X}")


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {"PNG": _png, "JPEG": _jpeg, "WEBP": _webp}
