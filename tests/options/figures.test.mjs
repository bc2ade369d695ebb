// The files of the gallery's figures in a built site: all that gallery.json names are there, charts
// included, and none has a script, a broken number or an address of another site.
//   ATLAS_DIST=dist node --test tests/options/figures.test.mjs
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const dist = process.env.ATLAS_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const list = join(dist, "gallery.json");
// A development build has none.
const skip = existsSync(list) ? false : "no figures in this build: run `cargo xtask figures`";
const read = (file) => readFileSync(join(dist, file), "utf8");
const gallery = skip ? { figures: [] } : JSON.parse(readFileSync(list, "utf8"));

/** Every figure in each language on each ground. */
const shown = gallery.figures.flatMap((figure) =>
  ["zh", "en"].flatMap((lang) =>
    ["light", "dark"].map((ground) => ({
      figure,
      told: figure[lang],
      files: figure[lang][ground],
      name: `${figure.id}-${lang}-${ground}`,
    })),
  ),
);

const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;").replaceAll("'", "&#39;");

function checkMarkup(name, text) {
  assert.doesNotMatch(text, /<script|\son\w+="|javascript:/i, `${name} has a script`);
  assert.doesNotMatch(text, /\bNaN\b|\bundefined\b|\bInfinity\b/, `${name}: a number went wrong`);
  const own = gallery.site ?? "\0";
  const foreign = text.replaceAll("http://www.w3.org/2000/svg", "").replaceAll(own, "");
  assert.ok(!foreign.includes("://"), `${name} names another site`);
  const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length, `${name}: an id twice`);
  for (const [, id] of text.matchAll(/url\(#([^)]*)\)/g)) {
    assert.ok(ids.includes(id), `${name}: #${id} is not there`);
  }
}

test("the list has every figure of the gallery in a form that is known", { skip }, () => {
  assert.equal(gallery.version, 1);
  assert.ok(gallery.figures.length > 50, `${gallery.figures.length} figures`);
  const kinds = new Set(gallery.figures.map(({ kind }) => kind));
  for (const kind of ["map", "multiples", "tiles", "trend", "ranking", "dumbbell", "table"]) {
    assert.ok(kinds.has(kind), `no figure is a ${kind}`);
  }
});

test("posters are complete, with alternative text, and PNGs are twice their size", { skip }, () => {
  for (const { figure, told, files, name } of shown) {
    assert.equal(files.svg !== undefined, figure.kind !== "table", name);
    if (!files.svg) continue;
    const svg = read(files.svg.file);
    checkMarkup(name, svg);
    const root = svg.slice(0, svg.indexOf(">"));
    assert.ok(root.includes(`aria-label="${escaped(told.alt)}"`), `${name}: no alternative text`);
    const { width, height } = files.svg;
    assert.ok(root.includes(`width="${width}" height="${height}"`), `${name}: another size`);
    // A picture in the poster: a document of its own with something drawn.
    assert.ok(svg.indexOf("<svg", 1) > 0 && svg.split(/<path|<rect/).length > 4, `${name} is empty`);
    if (!files.png) continue;
    const png = readFileSync(join(dist, files.png.file));
    assert.equal(png.toString("latin1", 1, 4), "PNG", name);
    const size = [png.readUInt32BE(16), png.readUInt32BE(20)];
    assert.deepEqual(size, [2 * width, 2 * height], name);
    assert.deepEqual(size, [files.png.width, files.png.height], name);
  }
});

test("pages are complete without any request", { skip }, () => {
  for (const { figure, told, files, name } of shown) {
    const html = read(files.html);
    checkMarkup(name, html);
    assert.ok(html.includes("default-src 'none'"), name);
    assert.ok(html.includes(`<title>${escaped(told.title)}</title>`), name);
    const pictures = (html.match(/<svg style=/g) ?? []).length;
    assert.equal(pictures, figure.kind === "table" ? 0 : 2, `${name}: one for each width`);
    assert.ok(html.includes(escaped(told.alt)), `${name}: no alternative text`);
    assert.match(html, /<table[\s\S]*<\/table>/, name);
  }
});

test("the data package has its tables and no geometry", { skip }, () => {
  const described = JSON.parse(read("data/datapackage.json")).resources.map(({ path }) => path);
  const there = readdirSync(join(dist, "data"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(dist.length + 1));
  const papers = ["datapackage.json", "README.md", "LICENSES.md"];
  const wanted = [...described, ...papers].map((path) => join("data", path));
  assert.deepEqual(there.sort(), wanted.sort());
});
