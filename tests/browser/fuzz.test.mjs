// Three hundred links that nobody would write, one after another in one page; and text of strangers
// that looks like a program, which must stay text wherever it is shown.
import assert from "node:assert/strict";
import { PAYLOADS, counts, drawn, eventually, fragment, go, inert, reads, text, texts, unfold, visit } from "./site.mjs";

/** Numbers that look random and are the same in every run (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const VIEWS = ["overview", "map", "multiples", "change", "tiles", "trend", "ranking", "slope", "dumbbell", "scatter", "shares", "revision", "table", "sources"];
const INDICATORS = ["gdp", "gdp_per_person", "gini", "disposable_income", "urban_rural_income_ratio", "population_census", "urbanization_rate", "va_tertiary", "gdp_"];
const YEARS = ["2006", "2010", "2015", "2024", "1900", "99999", "-1", "0", "latest", "earliest", "", "２０１５", "2015.5"];
const PLACES = ["330000", "110000", "620000", "100000", "east", "330106", "310115", "999999", "浙江", "Sichuan", "", "none", "🗺️"];
const STEPS = ["index", "relative", "share", "growth", "annual_growth", "change", "rank", "level", "x"];
const EDITIONS = ["census4", "census5", "standard", "census7", "census4_pre_census7", "worldbank", "9"];
const RUBBISH = [
  ..."%&=?#/~.-_'\"<>\\{}[]|;:,!*()+ ", "%00", "%ff", "%E6%B5%99", "%zz", "\u202e", "\u0000", "NaN", "1e309", "..", "null",
  "true", "𠮷", "é", "../..", "javascript:alert(1)", "=", "&&", "a".repeat(300),
];

/** What each key is tried with, most of it sensible: rubbish in one key must not hide the others. */
const VALUES = (pick, some) => ({
  v: () => pick(["1", "2", "0", "x"]),
  indicator: () => pick(INDICATORS),
  level: () => pick(["provinces", "macro_regions", "nation", "zhejiang_cities", "zhejiang_counties", "shanghai_districts", "delta_cities", "moon"]),
  view: () => pick(VIEWS),
  time: () => pick([pick(YEARS), `${pick(YEARS)}..${pick(YEARS)}`]),
  places: () => some(PLACES, 8),
  focus: () => pick(PLACES),
  transform: () => some(STEPS, 4),
  base: () => pick(YEARS),
  against: () => pick(PLACES),
  vintage: () => pick(EDITIONS),
  earlier: () => pick(EDITIONS),
  method: () => pick(["residents", "registered", "mid_year", "x"]),
  nearest: () => pick(["0", "1", "5", "6", "-1"]),
  classes: () => pick(["jenks-5", "quantile-9", "quantile-1", "manual-1~2~3", "manual-3~2~1", "manual-", "manual-1e400", "continuous", "continuous-4", "diverging-7", "equal_interval-99"]),
  palette: () => pick(["teal", "grey", "blue_orange", "teal_rose", "pink"]),
  panels: () => pick(["1", "2", "9", "10", "x"]),
  x: () => pick(INDICATORS),
  size: () => pick(INDICATORS),
  log: () => pick(["x", "y", "x~y", "z"]),
  fit: () => pick(["on", "off"]),
  trail: () => pick(["on", "1"]),
  lines: () => some(["nation", "mean", "median", "100000", "-1", "1e400", "NaN"], 6),
  remarks: () => some(["2015:起点", "330000:%3Cb%3E", "2015:", ":x", "1900:x", "999999:y", `2015:${"x".repeat(200)}`], 10),
  table: () => pick(["years", "year", "x"]),
  sort: () => pick(["name", "code~desc", "2015~desc", "1900", "x~y", "2015~asc"]),
  find: () => pick(["3", "浙", "zzz", "%", "a".repeat(100)]),
  lang: () => pick(["zh", "en", "xx"]),
  theme: () => pick(["dark", "light", "auto", "pink"]),
});

const fragments = (count, seed) => {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const some = (list, most) => Array.from({ length: Math.floor(next() * most) }, () => pick(list)).join("~");
  const values = VALUES(pick, some);
  const keys = Object.keys(values);
  return Array.from({ length: count }, (_, at) => {
    if (at % 10 === 9) {
      return `#${Array.from({ length: 1 + Math.floor(next() * 20) }, () => pick(RUBBISH)).join("")}&n=${at}`;
    }
    const pairs = [`indicator=${values.indicator()}`, `view=${values.view()}`];
    for (let more = Math.floor(next() * 9); more > 0; more -= 1) {
      const key = pick(keys);
      pairs.push(`${key}=${values[key]()}`);
    }
    if (at % 7 === 6) pairs.push(`${pick(RUBBISH)}${pick(keys)}=${pick(RUBBISH)}${pick(RUBBISH)}`);
    return `#/explore?${pairs.join("&")}`;
  });
};

for (const [part, width] of [[0, 1280], [1, 360]]) {
  visit(`three hundred strange links never leave a blank page (${part + 1} of 2, ${width} px)`, async (open) => {
    const page = await open("", { viewport: { width, height: 800 } });
    const all = fragments(300, 20_260_722).slice(part * 150, part * 150 + 150);
    const wrong = await page.evaluate(async (links) => {
      const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      const found = [];
      for (const link of links) {
        location.hash = link;
        await frame();
        await frame();
        const note = (what) => found.push(`${what}: ${link}`);
        const root = document.documentElement;
        const main = document.querySelector("main").innerText.trim();
        if (root.dataset.atlas !== "running") note(`the page is ${root.dataset.atlas}`);
        if ((document.querySelector("h1")?.textContent.trim() ?? "").length < 3) note("no title");
        if (main.length < 60) note(`nothing but “${main}”`);
        const shown = document.querySelector("article.figure").innerText;
        const bad = shown.match(/panicked|\bNaN\b|undefined|\bSome\(|\bNone\b|\bnull\b|Infinity|\binf\b/);
        if (bad && !link.includes(bad[0])) note(`says ${bad[0]}`);
        if (root.scrollWidth > innerWidth) note(`${root.scrollWidth - innerWidth} px too wide`);
        if (found.length > 9) break;
      }
      return found;
    }, all);
    assert.deepEqual(wrong, []);
    // It still works.
    await go(page, "#/explore?lang=en&time=2012");
    await reads(page.locator("h1"), /^GDP per person, 2012: highest in Beijing/);
    await page.locator("button.language").click();
    await reads(page.locator("h1"), /^2012年/);
  });
}

visit("what a strange link became can be gone on from, back and forward", async (open) => {
  const page = await open();
  const all = fragments(40, 7).filter((_, at) => at % 4 === 0);
  for (const link of all) await go(page, link);
  for (let at = 0; at < all.length; at += 1) {
    await page.goBack();
    await eventually(async () => assert.ok((await text(page.locator("h1"))).length > 3));
  }
  await page.goForward();
  assert.equal(await page.locator("html").getAttribute("data-atlas"), "running");
  assert.ok((await page.locator("main").innerText()).length > 60);
});

visit("remarks that look like a program are shown as text in every view, and where they are pointed at", async (open) => {
  const page = await open();
  for (const [at, payload] of PAYLOADS.entries()) {
    const code = encodeURIComponent(payload).replaceAll("'", "%27");
    for (const view of at === 1 ? VIEWS : ["trend", "ranking", "slope"]) {
      const link = `#/explore?indicator=gdp&time=2018&places=330000~520000&view=${view}&remarks=2015:${code}~330000:${code}`;
      await go(page, link);
      await inert(page, link);
      if (view !== "table" && view !== "sources" && view !== "shares") {
        const remarks = page.locator(".figure .remarks li");
        await counts(remarks, 2);
        for (const told of await texts(remarks)) assert.ok(told.includes(payload), `${link}: ${told}`);
      }
      if (await page.locator(".chart").count()) {
        await page.locator(".chart").scrollIntoViewIfNeeded();
        await drawn(page);
        const box = await page.locator(".chart").boundingBox();
        for (const share of [0.3, 0.5, 0.7]) {
          await page.mouse.move(box.x + box.width * share, box.y + box.height * share);
        }
        await inert(page, `${link}, pointed at`);
      }
    }
  }
  // In the form in which they are written, too.
  await unfold(page, "aids");
  await inert(page, "the form");
});

visit("text like a program in search, places and unknown keys stays text", async (open) => {
  const page = await open();
  for (const payload of PAYLOADS) {
    const code = encodeURIComponent(payload).replaceAll("'", "%27");
    await go(page, `#/explore?view=table&find=${code}&places=${code}&focus=${code}&${code}=1`);
    await inert(page, payload);
    await eventually(async () => {
      assert.equal(await page.getByRole("searchbox").inputValue(), payload.slice(0, 60));
      const told = (await texts(page.locator(".notices li"))).join(" ");
      assert.ok(told.includes(payload.slice(0, 40)), told);
    });
    // Written to the address again, and typed by hand.
    await page.getByRole("searchbox").fill(`x${payload}`);
    await eventually(async () => assert.match(await fragment(page), /find=x/));
    await inert(page, `typed ${payload}`);
  }
});
