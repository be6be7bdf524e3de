// What both writers need to know of text.

const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const WIDE = /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef]/;

/** The text without what XML cannot hold. */
export function clean(text) { return text.replace(FORBIDDEN, ''); }

/** Whether a text has Chinese characters or their punctuation. */
export function chinese(text) { return WIDE.test(text); }

/** Runs of a text of a kit: a plain text, or a list of runs of which every second one is strong. */
export function runs(text) {
  return [].concat(text).map((part, at) => ({ text: clean(part), strong: at % 2 === 1 })).filter(run => run.text);
}
