// A deck as a presentation to edit: PptxGenJS writes the package, mend.js what it cannot.
import PptxGenJS from 'pptxgenjs';
import { mended } from './mend.js';
import { clean } from './text.js';

const KINDS = ['title', 'aims', 'agenda', 'case', 'questions', 'rule', 'quiz', 'culture', 'item', 'closing'];
const SIDES = 7; // space at either side of a cell's text, in points

/** A box in points as PptxGenJS wants it, in inches. */
function placed([x, y, w, h]) { return { x: x / 72, y: y / 72, w: w / 72, h: h / 72, margin: 0 }; }

/** A layout for each kind of slide, with text and with a table: title, body, footer, page number. */
function defineLayouts(pptx, deck, look, words) {
  const { ink, red, quiet } = look.colours, spacing = look.spacing / 100;
  const base = { fontFace: look.eastAsian, align: 'left', lineSpacingMultiple: spacing };
  for (const kind of KINDS) for (const table of [false, true]) {
    const cover = kind === 'title', boxes = look.boxes;
    const title = { name: 'title', type: 'title', ...base, ...placed(cover ? boxes.coverTitle : boxes.title), color: red, bold: true, valign: 'middle' };
    const body = { name: 'body', type: 'body', ...base, ...placed(cover ? boxes.coverText : boxes.body), color: ink, valign: 'top', paraSpaceAfter: cover ? 14 : look.gap };
    const foot = { ...base, ...placed(boxes.footer), color: quiet, fontSize: look.small, valign: 'middle', objectName: 'Footer' };
    pptx.defineSlideMaster({
      title: layoutName(words, kind, table),
      background: { color: 'FFFFFF' },
      objects: [
        { rect: { ...placed(cover ? boxes.coverBar : boxes.bar), fill: { color: red }, line: { color: red, width: 0 } } },
        { placeholder: { options: title, text: '' } },
        ...(table ? [] : [{ placeholder: { options: body, text: '' } }]),
        { text: { text: deck.footer, options: foot } }
      ],
      slideNumber: { ...placed(boxes.number), fontFace: look.eastAsian, fontSize: look.small, color: quiet, align: 'right' }
    });
  }
}

function layoutName(words, kind, table) {
  const name = words['deck_layout_' + kind];
  return table ? words.deck_layout_table.replace('{name}', name) : name;
}

/** The lines of a slide as paragraphs; a lead is bold. */
function paragraphs(slide) {
  return slide.lines.flatMap(line => {
    const bullet = line.marked ? { bullet: { indent: slide.indent } } : {};
    const parts = [{ text: clean(line.lead), bold: true }, { text: clean(line.text), bold: false }].filter(part => part.text);
    return parts.map((part, at) => ({
      text: part.text,
      options: { bold: part.bold, fontSize: slide.size, breakLine: at === parts.length - 1, ...(at ? {} : bullet) }
    }));
  });
}

function addTable(made, grid, slide, look) {
  const { ink, ground, rule } = look.colours, [x, y, w] = look.boxes.body;
  const border = { type: 'solid', pt: 0.75, color: rule };
  const rows = grid.rows.map((row, at) => row.map(cell => ({
    text: clean(cell),
    options: { bold: at === 0, valign: at === 0 ? 'middle' : 'top', ...(at === 0 ? { fill: { color: ground } } : {}) }
  })));
  made.addTable(rows, {
    x: x / 72, y: y / 72, w: w / 72, colW: grid.widths.map(width => width / 72), rowH: grid.heights.map(height => height / 72),
    fontFace: look.eastAsian, fontSize: slide.size, color: ink, align: 'left', border, objectName: 'Table',
    margin: [look.margin / 2, SIDES, look.margin / 2, SIDES].map(points => points / 72)
  });
}

function addSlide(pptx, slide, look, words) {
  const made = pptx.addSlide({ masterName: layoutName(words, slide.kind, !!slide.grid) });
  made.addText(clean(slide.title), { placeholder: 'title', fontSize: slide.titleSize, objectName: 'Title' });
  if (slide.grid) addTable(made, slide.grid, slide, look);
  else made.addText(paragraphs({ ...slide, indent: look.indent }), { placeholder: 'body', objectName: 'Text' });
  if (slide.clock) {
    made.addText(clean(slide.clock), {
      ...placed(look.boxes.clock), fontFace: look.eastAsian, fontSize: look.small, color: look.colours.quiet, align: 'right', valign: 'top', objectName: 'Clock'
    });
  }
  made.addNotes(slide.notes.map(clean).join('\n'));
}

/** The file of a deck (see deck.js), which looks as the setting of the kits says; resolves to a Blob. */
window.casebook.writers = Object.assign(window.casebook.writers || {}, {
  async pptx(deck, setting) {
    const look = setting.slides, pptx = new PptxGenJS();
    pptx.defineLayout({ name: 'wide', width: look.width / 72, height: look.height / 72 });
    pptx.layout = 'wide';
    pptx.title = clean(deck.title);
    pptx.author = pptx.company = pptx.subject = '';
    pptx.theme = { headFontFace: look.latin, bodyFontFace: look.latin };
    defineLayouts(pptx, deck, look, setting.words);
    for (const slide of deck.slides) addSlide(pptx, slide, look, setting.words);
    return mended(await pptx.write({ outputType: 'arraybuffer' }), deck, look);
  }
});
