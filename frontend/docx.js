// Papers as word-processor files, as scripts/casebook/sessions/guides.py writes them: A4, faces named for both scripts,
// headings kept with their text, pages numbered.
import {
  AlignmentType, BorderStyle, Document, Footer, HeadingLevel, HeightRule, Packer, PageNumber, Paragraph, ShadingType, Table,
  TableCell, TableLayoutType, TableRow, TextRun, WidthType
} from 'docx';
import { unzipSync, zipSync, strFromU8, strToU8 } from 'fflate';
import { clean, runs } from './text.js';

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4];
const MM = 1440 / 25.4;
const TWIPS = 20; // to a point
const WHOLE = ['quiz', 'answers'];

/** Writes one paper. */
class Writer {
  constructor(paper, look) {
    this.paper = paper;
    this.look = look;
    this.size = paper.size;
  }

  faces(sans) {
    return { ascii: this.look.latin, hAnsi: this.look.latin, cs: this.look.latin, eastAsia: sans ? this.look.sans : this.look.serif, hint: 'eastAsia' };
  }

  run(text, size = this.size, { sans = false, bold = false, color, ...more } = {}) {
    return new TextRun({ text: clean(text), font: this.faces(sans), size: Math.round(size * 2), bold: sans || bold, italics: false, color, ...more });
  }

  spans(text, size = this.size) { return runs(text).map(run => this.run(run.text, size, { bold: run.strong })); }

  /** A paragraph. `keep` holds it on the page of the next one. */
  line(children, { after = 4, ...more } = {}) {
    return new Paragraph({ children, spacing: { after: after * TWIPS }, keepNext: this.keep, ...more });
  }

  piece(piece) {
    const size = this.size;
    switch (piece.type) {
      case 'heading': return [this.heading(piece)];
      case 'paragraph': return [this.line(this.spans(piece.text))];
      case 'quote': return [this.line(this.spans(piece.text), { indent: { left: 2 * size * TWIPS, right: 2 * size * TWIPS } })];
      case 'items': return piece.items.map((item, at) => this.item(piece.ordered ? `${at + 1}.` : '•', item));
      case 'table': return this.table(piece.widths, piece.rows, size - 1);
      case 'fold': return [this.line([this.run(piece.title, size, { bold: true })]), ...piece.pieces.flatMap(each => this.piece(each))];
      case 'register': return this.register(piece);
      default: return Array.from({ length: piece.count }, () => this.line([this.run('＿'.repeat(Math.floor(this.look.width / size - 1)))]));
    }
  }

  heading({ level, text }) {
    const size = this.size + ({ 2: 3, 3: 1.5 }[level] || 0.5);
    return new Paragraph({
      heading: LEVELS[Math.min(level, 4) - 1], keepNext: true, children: [this.run(text, size, { sans: true, color: '000000' })],
      spacing: { before: Math.round(this.size * (level <= 2 ? 0.9 : 0.6) * TWIPS), after: Math.round(this.size * 0.3 * TWIPS) }
    });
  }

  /** An item of a list with its mark as text, hanging, which every word processor shows alike. */
  item(mark, text) {
    const indent = Math.round(2 * this.size * TWIPS);
    return this.line([this.run(`${mark}\t`), ...this.spans(text)], {
      indent: { left: indent, hanging: indent }, tabStops: [{ type: 'left', position: indent }]
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
        children: row.map((cell, column) => this.cell(cell, columns[column], size, at === 0))
      }))
    });
    return [made, new Paragraph({ children: [], spacing: { after: 0, line: 6 * TWIPS, lineRule: 'exact' } })];
  }

  cell(text, width, size, head) {
    const children = head ? runs(text).map(run => this.run(run.text, size, { sans: true })) : this.spans(text, size);
    return new TableCell({
      width: { size: width, type: WidthType.DXA }, shading: head ? { type: ShadingType.CLEAR, color: 'auto', fill: this.look.colours.ground } : undefined,
      margins: { left: 108, right: 108 }, children: [new Paragraph({ children, spacing: { after: TWIPS } })]
    });
  }

  register({ head, count }) {
    const wanted = head.map((_, at) => at ? 12 : 4), all = wanted.reduce((sum, width) => sum + width);
    const rows = Array.from({ length: count }, (_, at) => [String(at + 1), ...head.slice(1).map(() => '')]);
    return this.table(wanted.map(width => this.look.width * width / all), [head, ...rows], this.size, this.look.hand);
  }

  /** The pieces; the questions of a quiz each whole on one page. */
  body() {
    return groups(this.paper).flatMap(group => group.flatMap((piece, at) => {
      this.keep = group.length > 1 && at < group.length - 1;
      return this.piece(piece);
    }));
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
        footers: { default: this.footer() }, children: [...head, ...this.body()]
      }]
    });
  }
}

/** The pieces that stay together: in a quiz from one heading to the next, else each by itself. */
function groups(paper) {
  if (!WHOLE.includes(paper.name)) return paper.pieces.map(piece => [piece]);
  return paper.pieces.reduce((found, piece) => {
    if (piece.type === 'heading' || !found.length) found.push([]);
    found[found.length - 1].push(piece);
    return found;
  }, []);
}

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

/** The file of a paper (see assembly.js), which looks as the setting of the kits says; resolves to a Blob. */
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
