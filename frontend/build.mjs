// Bundles what writes files in the browser into classic scripts, with the licences of all that went into them beside.
import { build } from 'esbuild';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'overrides', 'assets', 'casebook', 'export');

const WITHIN = ['pako', 'lie', 'immediate', 'setimmediate']; // what jszip has in its own file

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['frontend/pptx.js', 'frontend/docx.js'],
  outdir: out,
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'chrome90',
  minify: true,
  charset: 'utf8',
  legalComments: 'external',
  external: ['node:*'], // only reached under Node
  metafile: true,
  logLevel: 'warning'
});

const packages = Object.keys(metafile.inputs).flatMap(path => path.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []);
const folders = new Set([...packages, ...WITHIN.map(name => `node_modules/${name}`)]);
const texts = await Promise.all([...folders].sort().map(licence));
await writeFile(join(out, 'LICENSES.txt'), texts.join('\n' + '-'.repeat(80) + '\n\n'));

/** Name, version and licence text of a package. Throws where it has none: then nothing may be shipped. */
async function licence(folder) {
  const about = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
  const names = await readdir(join(root, folder));
  const file = names.find(name => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${folder}: no licence text`);
  const text = await readFile(join(root, folder, file), 'utf8');
  return `${about.name} ${about.version}\n\n${text.replace(/\r\n/g, '\n').trim()}\n`;
}
