// What PptxGenJS leaves wrong in a presentation with Chinese text: one face for every script, notes in one paragraph,
// paragraphs with their properties repeated, prompts of placeholders, ids used twice, the clock of this computer.
import JSZip from 'jszip';
import { chinese, clean } from './text.js';

const A = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const P = 'http://schemas.openxmlformats.org/presentationml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';

/** The presentation put right, as a Blob. */
export async function mended(content, deck, look) {
  const zip = await JSZip.loadAsync(content);
  for (const path of Object.keys(zip.files).sort()) {
    if (/^ppt\/(slides|slideLayouts|slideMasters|notesSlides|notesMasters|theme)\/[^/]+\.xml$/.test(path)) {
      const page = new DOMParser().parseFromString(await zip.file(path).async('string'), 'application/xml');
      const number = path.match(/^ppt\/notesSlides\/notesSlide(\d+)/);
      if (number) writeNotes(page, deck.slides[number[1] - 1].notes, look);
      if (!path.includes('theme')) mend(page);
      else setTheme(page, look);
      setFaces(page, look);
      zip.file(path, new XMLSerializer().serializeToString(page));
    }
  }
  await setDay(zip, deck.day);
  for (const path of Object.keys(zip.files)) if (zip.files[path].dir) delete zip.files[path]; // for charts and the like
  return zip.generateAsync({ type: 'blob', mimeType: TYPE, compression: 'DEFLATE' });
}

function all(node, namespace, name) { return Array.from(node.getElementsByTagNameNS(namespace, name)); }

function mend(page) {
  for (const paragraph of all(page, A, 'p')) {
    Array.from(paragraph.children).filter(child => child.localName === 'pPr').slice(1).forEach(child => child.remove());
  }
  for (const run of [...all(page, A, 'r'), ...all(page, A, 'fld')]) {
    const properties = run.getElementsByTagNameNS(A, 'rPr')[0], text = run.getElementsByTagNameNS(A, 't')[0];
    const han = chinese(text ? text.textContent : '');
    properties.setAttribute('lang', han ? 'zh-CN' : 'en-GB');
    if (han) properties.setAttribute('altLang', 'en-GB');
    else properties.removeAttribute('altLang');
  }
  for (const holder of all(page, P, 'ph')) {
    holder.removeAttribute('hasCustomPrompt');
    if (holder.getAttribute('type') === 'title') holder.removeAttribute('idx'); // as programs know the title of a slide
    if (holder.getAttribute('type') === 'body') holder.setAttribute('idx', '1');
  }
  all(page, P, 'cNvPr').forEach((properties, at) => properties.setAttribute('id', String(at + 1)));
}

/** The notes as paragraphs of the page of notes. */
function writeNotes(page, notes, look) {
  const body = all(page, P, 'txBody')[0], paragraph = body.getElementsByTagNameNS(A, 'p')[0];
  for (const name of ['latin', 'ea', 'cs']) {
    const face = page.createElementNS(A, `a:${name}`);
    face.setAttribute('typeface', look.eastAsian);
    paragraph.getElementsByTagNameNS(A, 'rPr')[0].appendChild(face);
  }
  for (const note of notes) {
    const copy = paragraph.cloneNode(true);
    copy.getElementsByTagNameNS(A, 't')[0].textContent = clean(note);
    body.insertBefore(copy, paragraph);
  }
  paragraph.remove();
}

/** Names the face of each script: that of East Asian text is set as the face of all by PptxGenJS. */
function setFaces(page, look) {
  for (const name of ['latin', 'ea', 'cs']) {
    for (const face of all(page, A, name)) {
      if (face.getAttribute('typeface') === look.eastAsian) {
        face.setAttribute('typeface', name === 'ea' ? look.eastAsian : look.latin);
        face.removeAttribute('charset');
        face.removeAttribute('pitchFamily');
      }
    }
  }
}

/** Faces and colours for whatever a trainer adds. */
function setTheme(page, look) {
  for (const face of all(page, A, 'ea')) face.setAttribute('typeface', look.eastAsian);
  const colours = { dk2: look.colours.ink, accent1: look.colours.red, accent2: look.colours.quiet, hlink: look.colours.red };
  for (const [name, colour] of Object.entries(colours)) {
    const element = all(page, A, name)[0], made = page.createElementNS(A, 'a:srgbClr');
    made.setAttribute('val', colour);
    element.replaceChildren(made);
  }
}

/** The day of the content in place of the time at which the file was made. */
async function setDay(zip, day) {
  const path = 'docProps/core.xml', text = await zip.file(path).async('string');
  zip.file(path, text.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${day || '2000-01-01'}T00:00:00Z`));
  const when = new Date(`${day || '2000-01-01'}T00:00:00`);
  for (const file of Object.values(zip.files)) file.date = when;
}
