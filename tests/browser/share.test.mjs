// The dialog that shares a figure: every form in which it is taken away, whatever page it is opened
// from, and what is taken away works where it is put.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { inside, publish } from "./articles.mjs";
import { FOLDER, address, counts, eventually, reads, text, texts, visit } from "./site.mjs";

let web;
before(async () => {
  web = await publish();
});
after(() => web.end());

const NAMES = {
  link: ["链接", "Link"],
  script: ["脚本嵌入", "Script embed"],
  frame: ["框架嵌入", "Iframe embed"],
  still: ["静态 HTML", "Static HTML"],
  pictures: ["图片", "Pictures"],
  wechat: ["微信公众号", "WeChat"],
  data: ["数据", "Data"],
  cite: ["引用", "Cite"],
  documents: ["Markdown、Quarto、WordPress", "Markdown, Quarto, WordPress"],
};

const dialog = (page) => page.locator("dialog.sharing");
const tabs = (page) => dialog(page).getByRole("tab");
const codes = (page) => dialog(page).locator(".code textarea");
const outcome = (page) => dialog(page).locator(".outcome");
const files = (page) => dialog(page).locator("button.file");
const preview = (page) => dialog(page).locator(".previews iframe");
const isFocused = (locator) => locator.evaluate((one) => one === document.activeElement);
const chooses = async (page, kind) => {
  const one = tabs(page).nth(Object.keys(NAMES).indexOf(kind));
  await one.click();
  await eventually(async () => assert.equal(await one.getAttribute("aria-selected"), "true"));
  // The chart library draws what a form needs, and says so until it has.
  await dialog(page).locator("#share-panel [role=status]:not(.outcome)").first().waitFor({ state: "hidden" });
};
const values = (page) => codes(page).evaluateAll((all) => all.map((one) => one.value));

/** Opens the dialog of the first figure of a page, or of the one with an id. */
async function shares(page, id = "") {
  const button = page.locator(id ? `[data-figure="${id}"] button.share` : "button.share").first();
  await button.scrollIntoViewIfNeeded();
  await button.click();
  await dialog(page).waitFor();
  return button;
}

const PLACES = {
  gallery: { fragment: "#/gallery", id: "gap-income", link: "#/gallery/gap-income" },
  document: { fragment: "#/documents/001", id: "001-figure-1", link: "#/gallery/001-figure-1" },
  explorer: { fragment: "#/explore?view=map&time=2015", id: "", link: "#/explore?view=map&time=2015" },
};
const plain = (code) => code.replaceAll("&amp;", "&").replaceAll("&#38;", "&");

for (const [at, lang] of ["zh", "en"].entries()) {
  for (const width of [1280, 360]) {
    for (const [place, { fragment, id, link }] of Object.entries(PLACES)) {
      visit(`every form of a figure is offered: ${place}, ${lang}, ${width} px`, async (open) => {
        const page = await open(`${fragment}${fragment.includes("?") ? "&" : "?"}lang=${lang}`, {
          viewport: { width, height: width > 500 ? 900 : 740 },
        });
        await shares(page, id);
        assert.deepEqual(await texts(tabs(page)), Object.values(NAMES).map((names) => names[at]));
        const seen = {};
        for (const kind of Object.keys(NAMES)) {
          await chooses(page, kind);
          await eventually(async () => assert.ok((await codes(page).count()) + (await files(page).count()) > 0, kind));
          assert.equal(await dialog(page).locator(".refused, .failure:visible").count(), 0, kind);
          assert.ok((await text(dialog(page).locator(".about"))).length > 10, kind);
          seen[kind] = await values(page);
          for (const code of seen[kind]) assert.doesNotMatch(code, /undefined|NaN|\[object/, kind);
          // Nothing is wider than the screen; the dialog and what is long in it scroll by themselves.
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${kind}: the page is ${wide} px wider than the screen`);
          const over = await dialog(page).evaluate((one) => one.scrollWidth - one.clientWidth);
          assert.ok(over <= 0, `${kind}: the dialog scrolls sideways by ${over} px`);
        }
        // Codes lead to what is shown, whatever their language and colours.
        for (const kind of ["link", "script", "frame", "still", "documents"]) {
          for (const code of seen[kind]) assert.ok(plain(code).includes(link), `${kind}: ${code.slice(0, 300)}`);
        }
        for (const code of seen.cite) assert.ok(code.length > 40);
        // The address alone comes first; a citation leads to the figure in its language.
        assert.match(seen.link[0], /^http[^\s]+$/);
        assert.ok(seen.link[1].endsWith(` ${seen.link[0]}`), seen.link[1]);
        for (const code of seen.cite) assert.match(code, new RegExp(`[?&]lang=${lang}`), code);
        assert.equal(seen.script.length, 1);
        assert.match(seen.script[0], /<script type="module" src="http[^"]*\/embed\.js"><\/script>\s*<prosperity-figure spec="/);
        assert.match(seen.frame[0], /<iframe src="http[^"]*\/embed[^"]*" title="[^"]{5,}" loading="lazy" sandbox="/);
        assert.doesNotMatch(seen.still[0], /<script|\son\w+=|javascript:/i);
        assert.ok(seen.wechat.length >= 1);
        for (const code of seen.wechat) forbidden(code);
      });
    }
  }
}

/** What WeChat's editor is said to take out, or to break: an independent look, by text alone. */
function forbidden(code) {
  const found = [
    /\sid=/, /\sclass=/, /<style/i, /<script/i, /<a[\s>]/, /<foreignObject/i, /<use[\s>]/, /<image[\s>]/, /url\(/i,
    /\shref=/, /<(linear|radial)Gradient/, /<(pattern|clipPath|mask|filter|defs|symbol|marker)[\s>]/, /\son[a-z]+=/i,
    /javascript:/i, /<div/i, /position\s*:/, /background\s*:/, /\/>/, /paint-order/, /\sdata-/, /\saria-/, /<!--/,
  ].filter((pattern) => pattern.test(code));
  assert.deepEqual(found.map(String), [], code.slice(0, 200));
  assert.ok(Buffer.byteLength(code) <= 500_000, `${Buffer.byteLength(code)} bytes`);
  const animated = [...code.matchAll(/attributeName="([^"]+)"/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(animated)].filter((name) => !/^(opacity|fill|visibility)$/.test(name)), []);
}

visit("the keyboard goes into the dialog, along its tabs, out by Escape, and back to the button", async (open) => {
  const page = await open("#/gallery?lang=en");
  const button = page.locator('[data-figure="gap-income"] button.share');
  await button.focus();
  await page.keyboard.press("Enter");
  await dialog(page).waitFor();
  const isInside = () => page.evaluate(() => Boolean(document.activeElement.closest("dialog.sharing")));
  await eventually(async () => assert.ok(await isInside(), "the focus is not in the dialog"));
  assert.equal(await dialog(page).evaluate((one) => one.matches(":modal")), true);
  assert.equal(await dialog(page).getAttribute("aria-labelledby"), "share-heading");
  // Tab goes round in the dialog (and through the browser's own bar), never into the page behind it.
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press("Tab");
    const where = await page.evaluate(() => document.activeElement.closest("dialog.sharing, body").localName);
    const isBehind = where === "body" && (await page.evaluate(() => document.activeElement !== document.body));
    assert.equal(isBehind, false, "the focus is behind the dialog");
  }
  await tabs(page).first().focus();
  for (const [key, at] of [["ArrowRight", 1], ["ArrowRight", 2], ["ArrowLeft", 1], ["ArrowLeft", 0], ["ArrowLeft", 8], ["ArrowRight", 0]]) {
    await page.keyboard.press(key);
    await eventually(async () => assert.ok(await isFocused(tabs(page).nth(at)), `${key} leads elsewhere than to tab ${at}`));
    assert.equal(await tabs(page).nth(at).getAttribute("aria-selected"), "true");
    await counts(dialog(page).locator("[role=tab][tabindex='0']"), 1);
    const panel = dialog(page).getByRole("tabpanel");
    assert.equal(await panel.getAttribute("aria-labelledby"), await tabs(page).nth(at).getAttribute("id"));
  }
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  await eventually(async () => assert.ok(await isFocused(button), "the focus is not back"));
  // Opened again, by its button and by a click beside it closed.
  await button.click();
  await dialog(page).waitFor();
  await dialog(page).getByRole("button", { name: "Close" }).click();
  await dialog(page).waitFor({ state: "hidden" });
  await button.click();
  await dialog(page).waitFor();
  await page.mouse.click(3, 3);
  await dialog(page).waitFor({ state: "hidden" });
  await eventually(async () => assert.ok(await isFocused(button), "the focus is not back"));
});

/** How pages may copy: by the clipboard, by the older command only, not at all. */
const CLIPBOARDS = {
  clipboard: () => {
    globalThis.board = navigator.clipboard;
  },
  older: () => {
    globalThis.board = navigator.clipboard;
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  },
  none: () => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async () => { throw new Error("no"); } } });
    document.execCommand = () => false;
  },
};

for (const [kind, provide] of Object.entries(CLIPBOARDS)) {
  visit(`a code is copied whole, or selected and said not to be (${kind})`, async (open) => {
    const page = await open("#/gallery?lang=en", {
      permissions: ["clipboard-read", "clipboard-write"],
      prepare: (fresh) => fresh.addInitScript(provide),
    });
    await shares(page, "gap-regional");
    await chooses(page, "frame");
    const [code] = await values(page);
    // The clipboard is the machine's: what an earlier test left there proves nothing.
    await page.evaluate(() => globalThis.board?.writeText("before"));
    await dialog(page).getByRole("button", { name: /^Copy/ }).click();
    if (kind === "none") {
      await reads(outcome(page), /text is selected, press Ctrl\+C/);
      const selected = await codes(page).evaluate((one) => [
        one === document.activeElement,
        one.value.slice(one.selectionStart, one.selectionEnd),
      ]);
      assert.deepEqual(selected, [true, code]);
    } else {
      await reads(outcome(page), /Copied|selected/);
      const copied = await page.evaluate(() => globalThis.board.readText());
      if (/Copied/.test(await text(outcome(page)))) assert.equal(copied, code, "“Copied.” was said");
      else assert.equal(kind, "older", "the clipboard was there");
    }
    await chooses(page, "link");
    await reads(outcome(page), "");
  });
}

visit("the dialog can be left, and its forms changed, faster than anything in it is measured", async (open) => {
  const page = await open("#/gallery?lang=en");
  const button = await shares(page, "gap-regional");
  for (const kind of ["still", "data", "link"]) await tabs(page).nth(Object.keys(NAMES).indexOf(kind)).click();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  await button.evaluate((one) => one.click());
  await page.evaluate(() => document.querySelector("dialog.sharing header button").click());
  // Longer than whatever waits to be measured.
  await pause(300);
  await button.click();
  await dialog(page).waitFor();
  assert.equal((await values(page)).length, 2);
});

visit("language, colours and width change codes and preview", async (open) => {
  const page = await open("#/gallery?lang=zh", { viewport: { width: 1400, height: 1000 } });
  await shares(page, "gap-income");
  await chooses(page, "still");
  const inPreview = (nth = 0) => preview(page).nth(nth).contentFrame();
  await reads(inPreview().locator(".pa-title"), /基尼系数/);
  await dialog(page).getByRole("radio", { name: "English" }).check();
  await reads(inPreview().locator(".pa-title"), /Gini/);
  assert.match((await values(page))[0], /Gini/);
  await dialog(page).getByRole("radio", { name: "双语" }).check();
  await reads(inPreview().locator("figcaption"), /基尼系数.*Gini/);
  await dialog(page).getByRole("radio", { name: "深色" }).check();
  await eventually(async () => {
    const ground = await inPreview().locator(".pa-figure").evaluate((one) => getComputedStyle(one).backgroundColor);
    assert.equal(ground, "rgb(22, 24, 29)");
  });
  assert.match((await values(page))[0], /#16181d/);
  for (const width of [360, 700]) {
    await dialog(page).getByRole("slider").fill(String(width));
    await reads(dialog(page).locator("output"), `${width} px`);
    await eventually(async () => {
      const box = await preview(page).first().boundingBox();
      assert.ok(Math.abs(box.width - width) <= 4, `${box.width}`);
      // As high as what is in it, so that nothing is cut off.
      const inner = await inPreview().locator("html").evaluate((one) => one.scrollHeight);
      assert.ok(box.height >= inner - 4 && box.height <= inner + 40, `${box.height} for ${inner} at ${width}`);
    });
  }
  // The running figure, in the form that is pasted.
  await chooses(page, "script");
  const [code] = await values(page);
  assert.match(code, /lang="both".*theme="dark"/);
  await reads(inPreview().locator("prosperity-figure .pa-title"), /基尼系数/);
  await dialog(page).getByRole("checkbox", { name: /滑块/ }).uncheck();
  assert.match((await values(page))[0], /controls="off"/);
  await dialog(page).getByRole("checkbox", { name: /静态图/ }).uncheck();
  assert.doesNotMatch((await values(page))[0], /<svg/);
  await chooses(page, "wechat");
  await counts(preview(page), 2);
});

visit("the preview of a running figure is as high as the figure", async (open) => {
  const page = await open("#/gallery?lang=en", { viewport: { width: 1400, height: 1000 } });
  await shares(page, "gap-regional");
  for (const kind of ["script", "frame"]) {
    await chooses(page, kind);
    const figure = preview(page).first().contentFrame().locator("prosperity-figure");
    await figure.locator(".figure:not(.waiting) svg.atlas-map").waitFor();
    await eventually(async () => {
      const box = await preview(page).first().boundingBox();
      const inner = await figure.evaluate((one) => one.getBoundingClientRect().height);
      assert.ok(box.height >= inner - 4, `${kind}: the preview shows ${box.height} px of ${inner}`);
    }, 3000);
  }
});

/** Saves by a button; name and bytes. */
async function saved(page, button) {
  const waiting = page.waitForEvent("download");
  await button.click();
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Width and height of every shape, in pixels of the PNG; no height where it is as high as need be. */
const SHAPES = { figure: [1440], article: [1080], slide: [1920, 1080], square: [1080, 1080], portrait: [1080, 1440] };

for (const id of ["gap-regional", "gap-income"]) {
  visit(`pictures of every shape have their size: ${id}`, async (open) => {
    const page = await open("#/gallery?lang=en");
    await shares(page, id);
    await chooses(page, "pictures");
    await counts(files(page), 11);
    const shapes = Object.entries(SHAPES);
    for (const [at, [shape, [width, height]]] of shapes.entries()) {
      const png = await saved(page, files(page).nth(2 * at));
      assert.equal(png.name, `prosperity-atlas-${id}-en-${shape}.png`);
      await reads(outcome(page), new RegExp(`${shape}\\.png`));
      assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
      const size = [png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)];
      assert.equal(size[0], width, shape);
      if (height) assert.equal(size[1], height, shape);
      assert.ok(png.bytes.length > 15_000, `${shape}: ${png.bytes.length} bytes can be no figure`);
      const svg = await saved(page, files(page).nth(2 * at + 1));
      assert.equal(svg.name, `prosperity-atlas-${id}-en-${shape}.svg`);
      const markup = svg.bytes.toString();
      const [, across, down] = /<svg[^>]*\swidth="(\d+)"[^>]*\sheight="(\d+)"/.exec(markup);
      assert.deepEqual([Number(across) * 2, Number(down) * 2], size, shape);
      assert.match(markup, /National Bureau of Statistics/, `${shape} has no source`);
      if (id === "gap-regional") assert.match(markup, /GS\(2024\)0650/, `${shape} has no credit of boundaries`);
      assert.doesNotMatch(markup, /<script|<foreignObject|\son\w+=|href="http(?!s?:\/\/www\.w3\.org)/i);
    }
  });
}

/** Names and sizes in a zip, from its directory at the end. */
function entries(zip) {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  assert.ok(end >= 0, "no directory");
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    assert.equal(zip.readUInt32LE(at), 0x02014b50);
    const [size, name, extra, comment] = [zip.readUInt32LE(at + 24), ...[28, 30, 32].map((where) => zip.readUInt16LE(at + where))];
    const entry = { name: zip.subarray(at + 46, at + 46 + name).toString(), size };
    at += 46 + name + extra + comment;
    return entry;
  });
}

visit("data are saved in every form", async (open) => {
  const page = await open("#/gallery?lang=en");
  await shares(page, "gap-regional");
  await chooses(page, "data");
  await counts(files(page), 4);
  const all = [];
  for (const button of await files(page).all()) all.push(await saved(page, button));
  assert.deepEqual(all.map(({ name }) => name), ["csv", "json", "xlsx", "zip"].map((kind) => `prosperity-atlas-gap-regional-en.${kind}`));
  assert.match(all[0].bytes.toString(), /^\ufeff[\s\S]*227,?532/);
  assert.ok(JSON.stringify(JSON.parse(all[1].bytes.toString())).includes("227532"));
  assert.ok(entries(all[2].bytes).some(({ name }) => name === "xl/workbook.xml"));
  const packed = entries(all[3].bytes);
  assert.ok(packed.length >= 4 && packed.every(({ size }) => size > 0), JSON.stringify(packed));
  assert.ok(packed.some(({ name }) => /datapackage\.json$/.test(name)), JSON.stringify(packed));
  assert.ok(packed.some(({ name }) => /\.csv$/.test(name)));
});

visit("a table has no picture, and that is said", async (open) => {
  const page = await open("#/documents/001?lang=en");
  await shares(page, "001-table-1");
  for (const kind of ["pictures", "wechat"]) {
    await chooses(page, kind);
    await reads(dialog(page).locator(".refused"), /is a table and has no picture/);
    await counts(files(page), 0);
  }
  await chooses(page, "still");
  assert.match((await values(page))[0], /<table/);
});

visit("codes from the dialog work in a page of somebody else", async (open) => {
  for (const [fragment, id, title] of [["#/gallery?lang=en", "gap-income", /Gini/], ["#/explore?view=map&time=2015&lang=en", "", /^GDP per person, 2015/]]) {
    const page = await open(fragment, { address: web.site });
    await shares(page, id);
    await chooses(page, "script");
    const [script] = await values(page);
    await chooses(page, "frame");
    const [frame] = await values(page);
    await chooses(page, "still");
    const [still] = await values(page);
    const embedded = await web.read(open, script, { head: web.listening });
    await eventually(async () => assert.equal(await embedded.evaluate(() => heard[0]?.name), "ready"));
    await reads(inside(embedded, ".pa-title"), title);
    await inside(embedded, ".pa-box svg path").first().waitFor({ state: "attached" });
    const framed = await web.read(open, frame, { head: "" });
    const figure = framed.frameLocator("iframe").locator("prosperity-figure .figure:not(.waiting)");
    await reads(figure.locator(".pa-title"), title);
    await figure.locator(".pa-box svg path").first().waitFor({ state: "attached" });
    await eventually(async () => {
      const height = await figure.evaluate((one) => Math.ceil(one.getBoundingClientRect().height));
      const given = await framed.locator("iframe").evaluate((one) => one.getBoundingClientRect().height);
      assert.ok(Math.abs(height - given) <= 1, `a figure of ${height} in a frame of ${given} px`);
    });
    // Without any script: what stands in the code, and what is static anyway.
    for (const code of [script, still]) {
      const plain = await web.read(open, code, { head: "", javaScriptEnabled: false });
      await reads(plain.locator(".pa-title"), title);
      await plain.locator(".pa-figure svg").first().waitFor();
    }
  }
});

const FILE = join(FOLDER, "atlas.html");
if (existsSync(FILE)) {
  visit("opened as a file, the dialog says that there is no address, and gives what needs none", async (open) => {
    const page = await open("#/gallery?lang=en", { address: pathToFileURL(FILE).href });
    await shares(page, "gap-income");
    // What needs an address cannot be chosen, and why is said where the choice is.
    const tab = (kind) => tabs(page).nth(Object.keys(NAMES).indexOf(kind));
    for (const kind of ["link", "script", "frame", "documents"]) {
      assert.equal(await tab(kind).getAttribute("aria-disabled"), "true", kind);
      // Playwright itself would not press what says that it is disabled; a reader may.
      await tab(kind).click({ force: true });
      assert.equal(await tab("still").getAttribute("aria-selected"), "true", kind);
      const why = page.locator(`#${await tab(kind).getAttribute("aria-describedby")}`);
      await reads(why, /opened as a file and has no address that others can open/);
    }
    await tab("cite").focus();
    await page.keyboard.press("ArrowRight");
    await chooses(page, "still");
    const [still] = await values(page);
    assert.match(still, /Gini/);
    assert.match(still, /<svg/);
    assert.doesNotMatch(still, /file:|src="|href="(?!#)/);
    await chooses(page, "pictures");
    const png = await saved(page, files(page).first());
    assert.equal(png.bytes.readUInt32BE(16), 1440);
    await chooses(page, "data");
    const zip = await saved(page, files(page).nth(3));
    assert.ok(entries(zip.bytes).length >= 4);
    await chooses(page, "wechat");
    assert.doesNotMatch((await values(page))[0], /file:/);
  });
}

visit("what WeChat gets is light, and the dialog says so where dark was chosen", async (open) => {
  const page = await open("#/explore?view=map&time=2015&lang=en");
  await shares(page);
  await chooses(page, "wechat");
  const hint = dialog(page).locator(".hint:visible");
  await counts(hint, 0);
  await dialog(page).locator('input[name="share-theme"][value="dark"]').check();
  await reads(hint, /always light.*The choice “Dark” is for the PNG alone/);
  assert.doesNotMatch((await values(page))[0], /#16181d/);
  await chooses(page, "still");
  await counts(hint, 0);
});

visit("files are named by indicator, view and years", async (open) => {
  const page = await open("#/explore?view=map&time=2015&lang=en");
  await shares(page);
  await chooses(page, "pictures");
  const { name } = await saved(page, files(page).first());
  assert.equal(name, "prosperity-atlas-gdp-per-person-map-2015-en-figure.png");
});

visit("a trend of one chosen year is the same in the page and in what is shared", async (open) => {
  const page = await open("#/explore?view=trend&time=2015&lang=en");
  const title = await text(page.locator("h1"));
  assert.match(title, /2024/);
  await shares(page);
  await chooses(page, "still");
  const [still] = await values(page);
  assert.ok(plain(still).includes(`>${title}</strong>`), "the figure is another one");
  const [, titled] = (await chooses(page, "link"), await values(page));
  assert.ok(titled.startsWith(title), titled);
});

/** Specs of figures that stand in a frame: a map, tiles, charts of all kinds, a table. */
const FRAMED = [
  "#/explore?view=map&time=2015",
  "#/explore?view=tiles&time=2015",
  "#/explore?view=multiples",
  "#/explore?view=trend",
  "#/explore?view=ranking&time=2015",
  "#/explore?view=slope&time=2010..2024",
  "#/explore?view=scatter&time=2024",
  "#/explore?view=table",
];

for (const lang of ["zh", "en", "both"]) {
  visit(`a frame without its script is as high as the figure needs: ${lang}`, async (open) => {
    const faults = [];
    for (const spec of FRAMED) {
      const page = await open(`${spec}&lang=${lang === "both" ? "zh" : lang}`);
      await shares(page);
      await chooses(page, "frame");
      await dialog(page).locator(`input[name="share-language"][value="${lang}"]`).check();
      for (const width of [800, 360]) {
        await dialog(page).locator(".width input").fill(String(width));
        await eventually(async () => assert.equal(await text(dialog(page).locator(".width output")), `${width} px`));
        const [code] = await values(page);
        const alone = code.replace(/<script[^>]*><\/script>/, "");
        const host = await web.read(open, `<div style="width: ${width}px">${alone}</div>`, {
          head: "<style>body { margin: 0 }</style>",
          viewport: { width: width + 40, height: 900 },
          allow: [new RegExp(`^foreign request: ${address}`)],
        });
        const inFrame = host.frameLocator("iframe").locator("prosperity-figure");
        await inFrame.locator(".figure:not(.waiting) .pa-title").waitFor();
        const needed = await inFrame.evaluate((one) => one.getBoundingClientRect().height);
        const given = await host.locator("iframe").evaluate((one) => one.clientHeight);
        if (needed > given || needed < given * 0.9 - 40) faults.push(`${spec}, ${width} px: ${given} px for ${Math.ceil(needed)}`);
        await host.context().close();
      }
      await page.context().close();
    }
    assert.deepEqual(faults, []);
  });
}

visit("without ECharts the dialog says so, and the rest of it works", async (open) => {
  const page = await open("#/explore?view=trend&lang=en", {
    prepare: (fresh) => fresh.route("**/assets/echarts-*", (route) => route.abort()),
    allow: [/echarts|ERR_FAILED/],
  });
  await shares(page);
  await chooses(page, "pictures");
  await reads(dialog(page).locator(".failure"), /chart component did not load/);
  await chooses(page, "link");
  assert.ok((await values(page))[0].includes(`${address}#/explore?view=trend`));
  await chooses(page, "data");
  const csv = await saved(page, files(page).first());
  assert.match(csv.bytes.toString(), /2024/);
});
