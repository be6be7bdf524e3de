// Papers as word-processor files, as scripts/casebook/sessions/guides.py writes them: A4, faces named for both scripts,
// headings kept with their text, pages numbered.
import {
  AlignmentType, BorderStyle, Document, Footer, HeadingLevel, HeightRule, Packer, PageNumber, Paragraph, ShadingType, Table,
  TableCell, TableLayoutType, TableRow, TextRun, VerticalAlign, WidthType
} from 'docx';
import { unzipSync, zipSync, strFromU8, strToU8 } from 'fflate';
import { chinese, clean, runs } from './text.js';

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4];
const MM = 1440 / 25.4;
const TWIPS = 20; // to a point
const WHOLE = 2, INNER = 1; // a piece stays with the next one, or only its own lines stay together
const ENDS = 3; // last items of a list, or rows of a table, that stand on one page
const DEALT = [20, 25]; // paragraphs and rows that LibreOffice deals out to the first page: see guides.py

/** Writes one paper. */
class Writer {
  constructor(paper, look) {
    this.paper = paper;
    this.look = look;
    this.size = paper.size;
    this.spacing = Math.round(240 * (paper.name === 'case' ? 1 : 1.1));
  }

  /** Quotation marks and dashes are of the Chinese face in a Chinese paper, in another only beside Chinese words. */
  faces(sans, text = '') {
    const { latin, serif } = this.look, hint = this.paper.lang === 'zh' || chinese(text) ? { hint: 'eastAsia' } : {};
    return { ascii: latin, hAnsi: latin, cs: latin, eastAsia: sans ? this.look.sans : serif, ...hint };
  }

  run(text, size = this.size, { sans = false, bold = false, color, ...more } = {}) {
    return new TextRun({ text: clean(text), font: this.faces(sans, text), size: Math.round(size * 2), bold: sans || bold, italics: false, color, ...more });
  }

  spans(text, size = this.size) { return runs(text).map(run => this.run(run.text, size, { bold: run.strong })); }

  /** A paragraph. `keep` holds it on the page of the next one, as does what this writer is told to keep together. */
  line(children, { after = 4, keep = false, ...more } = {}) {
    return paragraph({ children, spacing: { after: after * TWIPS, line: this.spacing, lineRule: 'auto' }, keepNext: this.keep === WHOLE || !!keep || undefined, ...more });
  }

  /** Pieces one below the other, which stay together where this writer is told so. */
  pieces(found) {
    const own = this.keep;
    const made = found.flatMap((piece, at) => {
      this.keep = own && at < found.length - 1 ? WHOLE : own;
      return this.piece(piece);
    });
    this.keep = own;
    return made;
  }

  piece(piece) {
    const size = this.size;
    switch (piece.type) {
      case 'heading': return [this.heading(piece)];
      case 'paragraph': return [this.line(this.spans(piece.text), { keep: piece.leads })];
      case 'quote': return [this.line(this.spans(piece.text), { indent: { left: 2 * size * TWIPS, right: 2 * size * TWIPS } })];
      case 'items': return piece.items.map((item, at, all) => this.item(piece.ordered ? `${at + 1}.` : '•', item, at + 1, all.length));
      case 'table': return this.table(piece.widths, piece.rows, size - 1);
      case 'fold': return [this.line([this.run(piece.title, size, { bold: true })], { keep: !!this.keep }), ...this.pieces(piece.pieces)];
      case 'register': return this.register(piece);
      default: return Array.from({ length: piece.count }, (_, at) => this.line([this.run('＿'.repeat(Math.floor(this.look.width / size - 1)))], {
        keep: this.keep && at < piece.count - 1
      }));
    }
  }

  heading({ level, text }) {
    const size = this.size + ({ 2: 3, 3: 1.5 }[level] || 0.5);
    return paragraph({
      heading: LEVELS[Math.min(level, 4) - 1], keepNext: true, children: [this.run(text, size, { sans: true, color: '000000' })],
      spacing: { before: Math.round(this.size * (level <= 2 ? 0.9 : 0.6) * TWIPS), after: Math.round(this.size * 0.3 * TWIPS) }
    });
  }

  /** An item of a list with its mark as text, hanging, which every word processor shows alike. */
  item(mark, text, number, count) {
    const indent = Math.round(2 * this.size * TWIPS);
    return this.line([this.run(`${mark}\t`), ...this.spans(text)], {
      indent: { left: indent, hanging: indent }, tabStops: [{ type: 'left', position: indent }],
      after: number < count ? 2 : 4, keep: this.keep && number < count || atAnEnd(number, count)
    });
  }

  table(widths, rows, size, height) {
    const border = { style: BorderStyle.SINGLE, size: 4, color: 'auto' };
    const columns = widths.map(width => Math.round(width * TWIPS));
    const made = new Table({
      columnWidths: columns, layout: TableLayoutType.FIXED, width: { size: columns.reduce((sum, width) => sum + width), type: WidthType.DXA },
      borders: { top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border },
      rows: rows.map((row, at) => new TableRow({
        cantSplit: true, tableHeader: at === 0, height: at && height ? { value: Math.round(height * MM), rule: HeightRule.ATLEAST } : undefined,
        children: row.map((cell, column) => this.cell(cell, columns[column], size, {
          head: at === 0, number: height && at && !column, keepNext: !!this.keep || !height && atAnEnd(at, rows.length - 1)
        }))
      }))
    });
    return [Object.assign(made, { takes: rows.length }), paragraph({ children: [], spacing: { after: 0, line: 6 * TWIPS, lineRule: 'exact' }, keepNext: this.keep === WHOLE || undefined })];
  }

  cell(text, width, size, { head, number, keepNext }) {
    const children = head ? runs(text).map(run => this.run(run.text, size, { sans: true })) : this.spans(text, size);
    return new TableCell({
      width: { size: width, type: WidthType.DXA }, shading: head ? { type: ShadingType.CLEAR, color: 'auto', fill: this.look.colours.ground } : undefined,
      margins: { left: 108, right: 108 }, verticalAlign: number ? VerticalAlign.CENTER : undefined,
      children: [new Paragraph({ children, spacing: { after: TWIPS }, alignment: number ? AlignmentType.CENTER : undefined, keepNext: keepNext || undefined })]
    });
  }

  register({ head, count }) {
    const wanted = head.map((_, at) => at ? 12 : 4), all = wanted.reduce((sum, width) => sum + width);
    const rows = Array.from({ length: count }, (_, at) => [String(at + 1), ...head.slice(1).map(() => '')]);
    return this.table(wanted.map(width => this.look.width * width / all), [head, ...rows], this.size, this.look.hand);
  }

  /** A heading, and one paragraph with a row for each text: long chains of paragraphs LibreOffice tears apart. */
  question([heading, ...texts]) {
    const children = texts.flatMap((piece, at) => [...(at ? [this.run('', this.size, { break: 1 })] : []), ...this.spans(piece.text)]);
    return [...this.piece(heading), this.line(children, { keepLines: true, spacing: { after: 4 * TWIPS, line: 288, lineRule: 'auto' } })];
  }

  /** The pieces, group by group. */
  body() {
    return this.paper.groups.flatMap(group => {
      this.keep = group.length > 1 ? INNER : 0;
      return this.paper.asks ? this.question(group) : this.pieces(group);
    });
  }

  footer() {
    const [before, rest] = `${this.paper.footer}　${this.paper.page}`.split('{page}'), [between, after] = rest.split('{pages}');
    const { small } = this.look, field = number => this.run('', small, { children: [number] });
    const children = [this.run(before, small), field(PageNumber.CURRENT), this.run(between, small), field(PageNumber.TOTAL_PAGES), this.run(after, small)];
    return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children })] });
  }

  document() {
    const { paper, look } = this, margin = Math.round(look.margin * MM);
    const head = [
      new Paragraph({ heading: HeadingLevel.HEADING_1, keepNext: true, children: [this.run(paper.title, look.title, { sans: true, color: '000000' })], spacing: { after: 6 * TWIPS } }),
      this.line([this.run(paper.notice, look.small, { color: look.colours.quiet })])
    ];
    const language = { value: paper.lang === 'zh' ? 'zh-CN' : 'en-GB', eastAsia: 'zh-CN' };
    return new Document({
      title: clean(paper.title), creator: '', lastModifiedBy: '', description: '',
      styles: { default: { document: { run: { font: this.faces(false), size: Math.round(this.size * 2), language } } } },
      sections: [{
        properties: { page: { size: { width: Math.round(210 * MM), height: Math.round(297 * MM) }, margin: {
          top: margin, bottom: margin, left: margin, right: margin, header: Math.round(margin / 2), footer: Math.round(margin / 2)
        } } },
        footers: { default: this.footer() }, children: paper.name === 'case' ? [...head, ...this.body()] : pushed(head, this.body())
      }]
    });
  }
}

/** A paragraph that tells whether it stays with the next one. */
function paragraph(options) { return Object.assign(new Paragraph(options), { stays: !!options.keepNext }); }

/** The elements of a paper, with as few lines that nobody sees below its head as let LibreOffice part nothing on the first page. */
function pushed(head, body) {
  const all = [...head, ...body], counts = Array.from({ length: DEALT[0] }, (_, count) => count);
  const wanted = counts.find(count => !DEALT.some(most => parts(all, most - count))) || 0;
  const unseen = Array.from({ length: wanted }, () => new Paragraph({ children: [], spacing: { after: 0, line: TWIPS, lineRule: 'exact' } }));
  return [...head, ...unseen, ...body];
}

/** Whether a page that takes `most` paragraphs and rows ends with a paragraph that stays with the next one. */
function parts(all, most) {
  let taken = 0;
  const over = all.findIndex(element => (taken += element.takes || 1) > most);
  return over > 0 && !!all[over - 1].stays;
}

/** Whether the `number`-th of `count` (a head is number 0) stands with the next one, where a page might end. */
function atAnEnd(number, count) { return count > 1 && (number < 2 || count - ENDS < number && number < count); }

/** The day of the content in place of the time at which the file was made, and no part for properties that nobody gave. */
function settled(content, day) {
  const files = unzipSync(content);
  function change(path, pattern, text) { files[path] = strToU8(strFromU8(files[path]).replace(pattern, text)); }
  change('docProps/core.xml', /(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${day || '2000-01-01'}T00:00:00Z`);
  change('_rels/.rels', /<Relationship [^>]*custom\.xml"[^>]*\/>/, '');
  change('[Content_Types].xml', /<Override [^>]*custom\.xml"[^>]*\/>/, '');
  delete files['docProps/custom.xml'];
  return zipSync(files, { mtime: new Date(`${day || '2000-01-01'}T00:00:00`) });
}

/** The file of a paper (see papers.js), which looks as the setting of the kits says; resolves to a Blob. */
window.casebook.writers = Object.assign(window.casebook.writers || {}, {
  async docx(paper, setting) {
    const content = await Packer.toArrayBuffer(new Writer(paper, setting.papers).document());
    return new Blob([settled(new Uint8Array(content), paper.day)], { type: TYPE });
  }
});

Object.assign(window.casebook.writers, {
  /** Files, `{name, blob}`, in one archive; resolves to a Blob. */
  async zip(files) {
    const contents = await Promise.all(files.map(async file => [file.name, new Uint8Array(await file.blob.arrayBuffer())]));
    return new Blob([zipSync(Object.fromEntries(contents), { level: 0 })], { type: 'application/zip' });
  }
});
