// Links that are wrong: every one opens the page and is answered by a sentence, none by a script.
import assert from "node:assert/strict";
import { PAYLOADS, counts, eventually, fragment, go, inert, notices, reads, regions, tab, text, texts, visit } from "./site.mjs";

/** The page stands: a title, something under it, nothing of the machine's words. */
const stands = async (page, context) => {
  // Without the notices, which repeat what the link says.
  const shown = await page.locator("main").evaluate((main) =>
    [...main.children].filter((one) => !one.classList.contains("notices")).map((one) => one.innerText).join("\n"),
  );
  assert.ok((await text(page.getByRole("heading", { level: 1 }))).length > 5, context);
  // A Chinese sentence that says where there are data is short.
  assert.ok(shown.length > 40, `${context}: ${shown}`);
  assert.doesNotMatch(shown, /\b(panicked|NaN|undefined|Some\(|None\b|unwrap)/, context);
};

const WRONG = [
  ["#/nowhere", /没有“nowhere”这一页/, /There is no page “nowhere”/],
  ["#/explore?indicator=gdp_per_persom", /“indicator”的取值“gdp_per_persom”无法识别.*gdp_per_person/, /“gdp_per_persom” is no value.*Did you mean “gdp_per_person”\?/],
  ["#/explore?places=atlantis", /没有找到地区“atlantis”.*六位代码/, /No place “atlantis” was found.*six-digit code/],
  ["#/explore?focus=999999", /没有找到地区“999999”/, /No place “999999” was found/],
  ["#/explore?time=soon", /“time”的取值“soon”无法识别/, /“soon” is no value of “time”/],
  ["#/explore?time=1066", /1066 年没有数据（有数据的年份：2006–2024），已显示 2006 年/, /There are no data for 1066 .*2006–2024.*2006 is shown/],
  ["#/explore?time=2500", /2500 年没有数据.*已显示 2024 年/, /no data for 2500.*2024 is shown/],
  ["#/explore?colour=red", /“colour”无法识别，已忽略/, /“colour” in the link is not known and was left out/],
  ["#/explore?indicater=gdp", /“indicater”无法识别，已忽略.*“indicator”/, /Did you mean “indicator”\?/],
  ["#/explore?vintage=census9", /“vintage”的取值“census9”无法识别/, /“census9” is no value of “vintage”/],
  ["#/explore?vintage=worldbank", /该指标没有数据版本“worldbank”/, /no edition “worldbank”/],
  ["#/explore?level=towns", /“level”的取值“towns”无法识别/, /“towns” is no value of “level”/],
  ["#/explore?view=globe", /“view”的取值“globe”无法识别/, /“globe” is no value of “view”/],
  ["#/explore?classes=jenks-99", /“classes”的取值“jenks-99”无法识别.*jenks-9/, /“jenks-99” is no value of “classes”/],
  ["#/explore?time=2012&time=2015", /“time”出现多次，以最后一次为准/, /“time” stands more than once/],
  ["#/explore?v=9", /较新版本/, /later version/],
  ["#/explore?theme=pink", /“theme”的取值“pink”无法识别/, /“pink” is no value of “theme”/],
];

for (const [lang, column] of [["zh", 1], ["en", 2]]) {
  visit(`what a link got wrong is told in a sentence (${lang})`, async (open) => {
    const page = await open(`#/explore?lang=${lang}`);
    for (const wrong of WRONG) {
      const link = wrong[0] + (wrong[0].includes("?") ? "&" : "?") + `lang=${lang}`;
      await go(page, link);
      await reads(notices(page).first(), wrong[column]);
      await counts(notices(page), 1);
      await stands(page, link);
      await counts(regions(page), 34);
    }
    // An unknown language is told in the reader's own.
    await page.getByRole("status").getByRole("button").click();
    await page.locator(".notices").waitFor({ state: "hidden" });
  });
}

visit("notices stand on a freshly opened page too and can be dismissed", async (open) => {
  const page = await open("#/nowhere?indicator=nothing&places=atlantis~330000&time=1900&foo=1&lang=xx");
  await counts(notices(page), 6);
  await stands(page, "fresh");
  assert.deepEqual(await texts(page.locator(".chip span")), ["浙江"]);
  await page.getByRole("button", { name: "知道了" }).click();
  await page.locator(".notices").waitFor({ state: "hidden" });
});

visit("a place outside the set, and years of another edition, do no harm", async (open) => {
  const page = await open();
  for (const link of [
    "#/explore?level=zhejiang_cities&places=310000~650000&focus=110000",
    "#/explore?indicator=gini&level=provinces",
    "#/explore?indicator=gini&level=shanghai_districts&view=table",
    "#/explore?places=none&view=trend",
    "#/explore?transform=index&base=1850",
    "#/explore?time=2024..2006",
    "#/explore?time=2010..2010&view=trend",
    "#/explore?time=latest..earliest",
    "#/explore?classes=equal_interval-9",
    `#/explore?places=${"330000~".repeat(500)}`,
    `#/explore?${"a".repeat(20_000)}`,
  ]) {
    await go(page, link);
    await stands(page, link.slice(0, 80));
  }
});

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

visit("sixty fragments of rubbish leave the page standing", async (open) => {
  const next = random(20_200_817);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const keys = ["indicator", "level", "view", "time", "places", "focus", "transform", "base", "vintage", "classes", "x", "lang", "theme", "v"];
  const pieces = [
    ..."%&=?#/~.-_'\"<>\\{}[]|;:,!*()+ ",
    "%00", "%ff", "%E6%B5%99", "%zz", "浙江", "🗺️", "\u202e", "\u0000", "NaN", "-1", "1e309", "9999", "..", "none",
    "latest", "330000", "gdp", "null", "true", "𠮷", "é", "../..", "javascript:alert(1)",
    ...keys.map((key) => `${key}=`),
  ];
  const page = await open();
  for (let at = 0; at < 60; at += 1) {
    const length = 1 + Math.floor(next() * 24);
    let rubbish = at % 3 ? "#/explore?" : "#";
    for (let piece = 0; piece < length; piece += 1) rubbish += pick(pieces);
    await go(page, `${rubbish}&n=${at}`);
    await stands(page, rubbish);
    // What stands can be gone on with: the language button still works.
    if (at % 20 === 19) {
      const lang = await page.locator("html").getAttribute("lang");
      await page.locator("button.language").click();
      await eventually(async () =>
        assert.notEqual(await page.locator("html").getAttribute("lang"), lang),
      );
    }
  }
});

/** Every key of a link but `find`, which takes any text and says nothing. */
const KEYS = [
  "v", "indicator", "level", "view", "time", "places", "focus", "transform", "base", "against",
  "vintage", "earlier", "method", "nearest", "classes", "palette", "panels", "x", "size", "log",
  "fit", "trail", "lines", "remarks", "table", "sort", "lang", "theme",
];

visit("markup in any part of a link stays text", async (open) => {
  const page = await open();
  for (const payload of PAYLOADS) {
    const code = encodeURIComponent(payload);
    const links = KEYS.map((key) => `#/explore?${key}=${code}`);
    links.push(`#/${code}`, `#/explore?${code}=1`, `#${code}`);
    for (const link of links) {
      await go(page, link);
      await inert(page, link);
      await stands(page, link);
      await eventually(async () => {
        const told = (await texts(notices(page))).join(" ");
        assert.ok(told.includes(payload.replaceAll(/\s+/g, " ")), `${link}: ${told}`);
      });
    }
  }
});

visit("markup in all parts of a link at once stays text on a fresh page", async (open) => {
  for (const payload of PAYLOADS) {
    const query = KEYS.map((key) => `${key}=${encodeURIComponent(payload)}`).join("&");
    const page = await open(`#/explore?${query}`);
    assert.ok((await notices(page).count()) >= KEYS.length - 1);
    await inert(page, payload);
    await stands(page, payload);
    // Nor when it is written to the address again.
    await tab(page, "数据表").click();
    await eventually(async () => assert.match(await fragment(page), /view=table/));
    await inert(page, payload);
    assert.doesNotMatch(decodeURIComponent(await fragment(page)), /globalThis/);
  }
});
