// The page fits its screen, can be read, and every control has a name.
import assert from "node:assert/strict";
import { drawn, eventually, go, regions, tab, unfold, visit, yearSlider } from "./site.mjs";

const VIEWS = [
  "overview", "map", "multiples", "change", "tiles", "trend", "ranking", "slope", "dumbbell",
  "scatter", "shares", "revision", "table", "sources",
];
const CHARTS = ["overview", "trend", "ranking", "slope", "dumbbell", "scatter", "shares", "revision"];
/** What a view is tried with: parts of a whole are there of some indicators only. */
const SHARES = "&indicator=gdp&time=2019";
const of = (view) => (view === "shares" ? SHARES : "");
const FOLDS = ["editions", "colours", "compared", "aids"];
const WIDTHS = [360, 768, 1280];

const settled = async (page, view) => {
  const tab = page.locator(`#tab-${view}[aria-selected=true]`);
  await tab.waitFor();
  if (CHARTS.includes(view)) {
    await page.locator(".chart").scrollIntoViewIfNeeded();
    await drawn(page);
    // The chart has the width of its box.
    await eventually(async () => {
      const [box, svg] = await page.evaluate(() => [
        document.querySelector(".chart").clientWidth,
        document.querySelector(".chart svg").clientWidth,
      ]);
      assert.equal(svg, box);
    });
  }
};

/** How far the page is wider than the screen, and what sticks out. */
const overflow = (page) =>
  page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const scrolls = (one) =>
      one !== null &&
      one !== document.documentElement &&
      (/(auto|scroll|hidden|clip)/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
    const out = [...document.body.querySelectorAll("*")]
      .filter((one) => one.checkVisibility())
      .filter((one) => one.getBoundingClientRect().right > wide + 1 && !scrolls(one))
      .slice(0, 3)
      .map((one) => `${one.tagName}.${one.getAttribute("class")} ${one.textContent.slice(0, 30)}`);
    return { by: document.documentElement.scrollWidth - wide, out };
  });

/** Words in the chart that are cut off at its edge, or lie over one another. */
const badWords = (page) =>
  page.evaluate(() => {
    const svg = document.querySelector(".chart svg");
    if (!svg) return [];
    const frame = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll("text")]
      .filter((one) => one.textContent.trim())
      .map((one) => ({ word: one.textContent, box: one.getBoundingClientRect() }));
    const cut = words.filter(
      ({ box }) =>
        box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1,
    );
    const over = words.flatMap((a, at) =>
      words.slice(at + 1).filter((b) => {
        const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        // Line boxes are higher than letters.
        return wide > 1 && high > 5;
      }).map((b) => `${a.word} over ${b.word}`),
    );
    return [...cut.map(({ word }) => `${word} is cut off`), ...over];
  });

for (const lang of ["zh", "en"]) {
  for (const width of WIDTHS) {
    visit(`nothing is wider than ${width} px, and no word of the chart is cut off (${lang})`, async (open) => {
      const page = await open(`#/explore?lang=${lang}`, { viewport: { width, height: 800 } });
      const wrong = [];
      for (const query of [null, "&time=2019&indicator=gdp&places=110000~310000~320000~330000~440000~150000~620000&focus=330000"]) {
        for (const view of VIEWS) {
          await go(page, `#/explore?lang=${lang}&view=${view}${query ?? of(view)}`);
          await settled(page, view);
          const { by, out } = await overflow(page);
          if (by > 0 || out.length > 0) wrong.push(`${view}${query}: ${by} px; ${out}`);
          const words = await badWords(page);
          if (words.length > 0) wrong.push(`${view}${query}: ${words}`);
        }
      }
      assert.deepEqual(wrong, []);
    });
  }
}

visit("at 200 % zoom the page still fits and works", async (open) => {
  const page = await open("", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  await settled(page, "overview");
  assert.deepEqual(await overflow(page), { by: 0, out: [] });
  await yearSlider(page).fill("2012");
  await eventually(async () => assert.match(await page.locator("h1").textContent(), /^2012年/));
  await tab(page, "数据表").click();
  await page.locator(".table-panel table").waitFor();
  assert.deepEqual(await overflow(page), { by: 0, out: [] });
});

visit("a chart follows its window from wide to narrow and back", async (open) => {
  const page = await open();
  await settled(page, "overview");
  for (const width of [400, 900, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await settled(page, "overview");
    await eventually(async () =>
      assert.deepEqual(await overflow(page), { by: 0, out: [] }, `at ${width} px`),
    );
    await eventually(async () => assert.deepEqual(await badWords(page), [], `at ${width} px`));
    // The marker of the year goes along.
    await eventually(async () => {
      const [marker, year] = await page.evaluate(() => {
        const words = [...document.querySelectorAll(".chart svg text")];
        const box = words.find((one) => one.textContent === "2024").getBoundingClientRect();
        return [document.querySelector(".year-marker").getBoundingClientRect().left, box.left + box.width / 2];
      });
      assert.ok(Math.abs(marker - year) < 4, `marker at ${marker}, 2024 at ${year}, ${width} px`);
    });
  }
});

visit("on a phone the rarer controls are folded away and can be opened", async (open) => {
  const page = await open("", { viewport: { width: 360, height: 740 } });
  await page.locator("#add-place").waitFor({ state: "hidden" });
  for (const fold of FOLDS) {
    await unfold(page, fold);
    assert.deepEqual(await overflow(page), { by: 0, out: [] }, fold);
  }
  await page.locator("#add-place").waitFor();
  // The lists fit too.
  await page.locator("#choose-indicator").click();
  await page.getByRole("listbox").getByRole("option").first().waitFor();
  assert.deepEqual(await overflow(page), { by: 0, out: [] });
});

visit("on a phone what is touched is large enough", async (open) => {
  const page = await open("", { viewport: { width: 360, height: 740 }, hasTouch: true });
  for (const fold of FOLDS) await unfold(page, fold);
  const small = await page
    .locator("button:visible, select:visible, input:visible, summary:visible")
    .evaluateAll((all) =>
      all
        // A box to tick is ticked by its label too.
        .map((one) => ({ one, box: (one.closest("label.switch, label") ?? one).getBoundingClientRect() }))
        .filter(({ box }) => box.width < 24 || box.height < 24)
        .map(({ one, box }) => `${one.textContent || one.id} ${Math.round(box.width)}×${Math.round(box.height)}`),
    );
  // WCAG 2.2, 2.5.8: 24 CSS pixels; a slider's thumb and a fold-out's text line are the browser's own.
  assert.deepEqual(small.filter((one) => !/year|数据表|注|更多选项/.test(one)), []);
});

/** Texts that stand out too little from what is behind them (WCAG 2.1, 1.4.3). */
const faint = (page) =>
  page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = ([r, g, b]) => {
      const part = (value) => {
        const share = value / 255;
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      };
      return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    };
    const ground = (one) => {
      // What names a cell of the map lies on the cell.
      const cell = document.querySelector(`.region[data-place="${one.dataset.labelOf}"]`);
      if (cell) {
        const fill = getComputedStyle(cell).fill;
        const hatch = document.querySelector(".hatch-ground");
        return rgba(fill.startsWith("url") ? getComputedStyle(hatch).fill : fill);
      }
      // A number in a chart may stand on a bar.
      if (one instanceof SVGElement && one.closest(".chart")) {
        const box = one.getBoundingClientRect();
        const middle = new DOMPoint(box.left + box.width / 2, box.top + box.height / 2);
        const bar = [...one.ownerSVGElement.querySelectorAll("path")].findLast((shape) => {
          const style = getComputedStyle(shape);
          if (style.fill === "none" || Number(style.fillOpacity) < 1 || rgba(style.fill)[3] < 255) return false;
          return shape.isPointInFill(middle.matrixTransform(shape.getScreenCTM().inverse()));
        });
        if (bar) return rgba(getComputedStyle(bar).fill);
      }
      for (let at = one; at; at = at.parentElement) {
        const colour = rgba(getComputedStyle(at).backgroundColor);
        if (colour[3] === 255) return colour;
      }
      return [255, 255, 255, 255];
    };
    const found = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const one = node.parentElement;
      if (!node.data.trim() || !one.checkVisibility() || one.closest("option, title, desc, .skip, script")) continue;
      const style = getComputedStyle(one);
      const ink = rgba(one instanceof SVGElement ? style.fill : style.color);
      if (ink[3] < 255) continue;
      const [a, b] = [luminance(ink), luminance(ground(one))].sort((x, y) => y - x);
      const ratio = (a + 0.05) / (b + 0.05);
      const size = Number.parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) {
        found.set(`${one.tagName}.${one.getAttribute("class")}`, `${node.data.trim().slice(0, 20)} ${ratio.toFixed(2)}`);
      }
    }
    return [...found].map(([where, what]) => `${where}: ${what}`);
  });

for (const theme of ["light", "dark"]) {
  visit(`all text stands out from its ground (${theme})`, async (open) => {
    const page = await open(`#/explore?theme=${theme}&places=330000~620000~100000&focus=330000`);
    for (const view of VIEWS) {
      await go(page, `#/explore?theme=${theme}&view=${view}${of(view)}&places=east~central~west~northeast~100000&bad=1`);
      await settled(page, view);
      assert.deepEqual(await faint(page), [], view);
    }
  });
}

visit("dark pages are dark all through", async (open) => {
  const grounds = {};
  for (const scheme of ["light", "dark"]) {
    const page = await open("", { colorScheme: scheme });
    await settled(page, "overview");
    grounds[scheme] = await page.evaluate(() => ({
      page: getComputedStyle(document.body).backgroundColor,
      field: getComputedStyle(document.querySelector("select")).backgroundColor,
      text: getComputedStyle(document.querySelector("h1")).color,
      scheme: getComputedStyle(document.documentElement).colorScheme,
      region: document.querySelector(".map .region[data-place='110000']").getAttribute("fill"),
      hatch: getComputedStyle(document.querySelector(".hatch-ground")).fill,
      swatch: getComputedStyle(document.querySelector(".swatch")).backgroundColor,
      words: document.querySelector(".chart svg text").getAttribute("fill"),
    }));
  }
  for (const part of Object.keys(grounds.light)) {
    assert.notEqual(grounds.dark[part], grounds.light[part], part);
  }
});

visit("with motion reduced nothing moves by itself, and all works", async (open) => {
  const page = await open("", { reducedMotion: "reduce" });
  await drawn(page);
  await yearSlider(page).fill("2012");
  await eventually(async () => assert.match(await page.locator("h1").textContent(), /^2012年/));
  const moving = await page.evaluate(() => document.getAnimations().length);
  assert.equal(moving, 0);
});

for (const lang of ["zh", "en"]) {
  visit(`everything that can be used has a name (${lang})`, async (open) => {
    const page = await open(`#/explore?lang=${lang}${SHARES}&places=330000~100000`);
    await drawn(page);
    const session = await page.context().newCDPSession(page);
    for (const view of VIEWS) {
      await page.locator(`#tab-${view}`).click();
      await settled(page, view);
      const { nodes } = await session.send("Accessibility.getFullAXTree");
      const roles = ["button", "link", "textbox", "combobox", "slider", "tab", "tabpanel", "img", "image", "region", "listbox", "menu", "table", "group", "navigation", "status"];
      const must = new Set(["button", "link", "textbox", "combobox", "slider", "tab", "tabpanel", "img", "image", "region", "listbox"]);
      const told = nodes.filter((node) => !node.ignored && roles.includes(node.role?.value));
      assert.ok(told.length > 10);
      const nameless = told.filter((node) => must.has(node.role.value) && !node.name?.value?.trim());
      assert.deepEqual(nameless.map((node) => `${view}: ${node.role.value} ${node.backendDOMNodeId}`), []);
    }
  });
}

visit("the page has one main heading, and landmarks", async (open) => {
  const page = await open();
  for (const role of ["banner", "main"]) assert.equal(await page.getByRole(role).count(), 1, role);
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
  assert.ok((await page.getByRole("heading", { level: 2 }).count()) >= 2);
  const ids = await page.locator("[id]").evaluateAll((all) => all.map((one) => one.id));
  assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), [], "an id stands twice");
  const broken = await page
    .locator("[aria-controls], [aria-labelledby], [aria-describedby], label[for], output[for]")
    .evaluateAll((all) =>
      all.flatMap((one) =>
        ["aria-controls", "aria-labelledby", "aria-describedby", "for"].flatMap((name) =>
          (one.getAttribute(name) ?? "").split(" ").filter((id) => id && !document.getElementById(id)),
        ),
      ),
    );
  assert.deepEqual(broken, [], "an id that is referred to is missing");
  assert.equal(await regions(page).count(), 34);
});

visit("on paper the figure stands without its controls", async (open) => {
  const page = await open();
  await settled(page, "overview");
  await page.emulateMedia({ media: "print" });
  await page.locator(".controls").waitFor({ state: "hidden" });
  await page.locator(".tabs").waitFor({ state: "hidden" });
  await page.locator(".map svg").waitFor();
  await page.locator("h1").waitFor();
});
