"""Papers as one HTML file that holds all it needs and prints well: no script, nothing from outside, pages numbered."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from casebook.content.blocks import Fold, Items, Paragraph, Quote, Table
from casebook.content.markdown import Heading, plain, spans
from casebook.sessions.papers import Blanks, Paper, Piece, Register, leads

_SERIF = '"Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, serif'
_SANS = '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", SimHei, sans-serif'
"""Faces for Chinese. English pages name Latin faces first, or their quotation marks would be as wide as characters."""
_CSS = """
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-center { content: %(number)s; font: 8pt sans-serif; color: #5f554d } }
* { box-sizing: border-box }
@page one { margin: 14mm 15mm 16mm }
html { font: 10.5pt/1.5 %(text)s; color: #2b2521; background: #fff }
body { max-width: 180mm; margin: 0 auto }
article + article { break-before: page; page-break-before: always }
h1, h2, h3, h4, th { font-family: %(heading)s; line-height: 1.35 }
h1 { font-size: 16pt; color: #8c1c13; border-bottom: 2px solid; padding-bottom: 2mm }
h2 { font-size: 13pt; margin: 5mm 0 1.5mm }
h3 { font-size: 11.5pt; margin: 4mm 0 1mm }
h4 { font-size: 10.5pt; margin: 3mm 0 1mm }
h1, h2, h3, h4 { break-after: avoid; page-break-after: avoid }
p, ul, ol { margin: 0 0 2mm; orphans: 2; widows: 2 }
.notice { color: #5f554d; font-size: 9pt }
blockquote { margin: 2mm 8mm; padding-left: 4mm; border-left: 2px solid #8a7f75 }
table { width: 100%%; border-collapse: collapse; margin: 0 0 3mm; font-size: 9.5pt }
th, td { border: 1px solid #8a7f75; padding: 1mm 2mm; text-align: left; vertical-align: top }
th:first-child, td:first-child { min-width: 16mm }
th { background: #f1e7da }
thead { display: table-header-group }
tr, section { break-inside: avoid; page-break-inside: avoid }
li:first-child, tr:first-child, .leads { break-after: avoid; page-break-after: avoid }
li:nth-last-child(-n+2), tr:nth-last-child(-n+2) { break-before: avoid; page-break-before: avoid }
.asks section p { margin-bottom: 0.7mm }
.write { border-bottom: 1px solid #8a7f75; height: 9mm; break-after: avoid; page-break-after: avoid }
.write, footer { break-before: avoid; page-break-before: avoid }
.blanks td { height: 8.2mm }
.register td { height: 7.4mm; padding-block: 0; vertical-align: middle }
.register td:first-child, .register th:first-child { width: 12mm; text-align: center }
.one { page: one; font-size: %(one)spt; line-height: %(leading)s }
.one h1 { margin: 0 0 1mm }
.one h2 { font-size: 1.15em; margin: 2mm 0 1mm }
.one p, .one ul, .one ol { margin-bottom: 1mm }
.one table { font-size: .92em }
footer { color: #5f554d; font-size: 8pt; margin-top: 3mm; border-top: 1px solid #8a7f75 }
"""


def style(papers: Sequence[Paper]) -> str:
    """The style sheet that ``papers`` are printed with."""
    first = papers[0]
    one = min((paper.size for paper in papers if paper.name == "case"), default=first.size)
    latin = first.lang == "en"
    return _CSS % {
        "number": _number(first.page),
        "one": f"{one:g}",
        "leading": 1.25 if latin else 1.4,
        "text": ('"Times New Roman", "Liberation Serif", ' if latin else "") + _SERIF,
        "heading": ('Arial, "Liberation Sans", ' if latin else "") + _SANS,
    }


def write(title: str, papers: Sequence[Paper], sheet: str = "") -> bytes:
    """One file with the papers in their order, each beginning on a page of its own.

    It holds its style sheet; where a policy refuses that, ``sheet`` names the file of :func:`style` beside it.
    """
    own = (
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<style>{style(papers)}</style>"
    )
    linked = f'<link rel="stylesheet" href="{escape(sheet)}">' if sheet else own
    body = "\n".join(map(_article, papers))
    lang = "zh-Hans" if papers[0].lang == "zh" else "en"
    html = (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n{linked}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    )
    return html.encode()


def _number(page: str) -> str:
    """``第{page}页，共{pages}页`` as the content of a page's margin."""
    before, rest = page.split("{page}")
    between, after = rest.split("{pages}")
    return f'"{before}" counter(page) "{between}" counter(pages) "{after}"'


def _article(paper: Paper) -> str:
    name = ' class="one"' if paper.name == "case" else ' class="asks"' if paper.asks else ""
    body = "\n".join(map(_group, paper.groups))
    head = f'<h1>{escape(paper.title)}</h1>\n<p class="notice">{escape(paper.notice)}</p>'
    return f"<article{name}>\n{head}\n{body}\n<footer>{escape(paper.footer)}</footer>\n</article>"


def _group(group: Sequence[Piece]) -> str:
    body = "\n".join(map(_piece, group))
    return f"<section>\n{body}\n</section>" if len(group) > 1 else body


def _piece(piece: Piece) -> str:
    if isinstance(piece, Heading):
        level = min(piece.level, 4)
        return f"<h{level}>{escape(plain(piece.text))}</h{level}>"
    if isinstance(piece, Paragraph):
        marked = ' class="leads"' if leads(piece) else ""
        return f"<p{marked}>{_inline(piece.text)}</p>"
    if isinstance(piece, Quote):
        return f"<blockquote>{_inline(piece.text)}</blockquote>"
    if isinstance(piece, Items):
        tag = "ol" if piece.ordered else "ul"
        return f"<{tag}>{''.join(f'<li>{_inline(item)}</li>' for item in piece.items)}</{tag}>"
    if isinstance(piece, Table):
        return _table(piece.head, piece.rows, "blanks" if isinstance(piece, Blanks) else "")
    if isinstance(piece, Fold):
        return f"<h4>{escape(piece.title)}</h4>\n" + "\n".join(map(_piece, piece.blocks))
    if isinstance(piece, Register):
        rows = [(str(number), *[""] * (len(piece.head) - 1)) for number in range(1, piece.count + 1)]
        return _table(piece.head, rows, "register")
    return '<p class="write"></p>\n' * piece.count


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], name: str = "") -> str:
    top = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    marked = f' class="{name}"' if name else ""
    return f"<table{marked}>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"


def _inline(text: str) -> str:
    return "".join(f"<strong>{escape(part)}</strong>" if strong else escape(part) for part, strong in spans(text))
