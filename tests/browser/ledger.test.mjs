// The documents, whole: every observation, claim, model, policy item and date of the ledger stands on a
// page, under its id.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { eventually, go, visit } from "./site.mjs";

/** The rows of a CSV file, fields by their heading; a field in quotes may hold commas and quotes. */
async function rowsOf(name) {
  const text = await readFile(new URL(`../../data/documents/${name}.csv`, import.meta.url), "utf8");
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    const row = rows.at(-1);
    if (quoted && letter === '"' && text[at + 1] === '"') {
      row[row.length - 1] += '"';
      at += 1;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === "," && !quoted) row.push("");
    else if (letter === "\n" && !quoted) rows.push([""]);
    else row[row.length - 1] += letter;
  }
  const [head, ...body] = rows.filter((row) => row.length > 1);
  return body.map((row) => Object.fromEntries(head.map((key, at) => [key, row[at]])));
}

/** Opens what a page keeps folded or shows piece by piece, until nothing new comes. */
async function unfold(page) {
  for (let before = -1; ; ) {
    await page.evaluate(() => {
      for (const one of document.querySelectorAll("main details:not([open])")) one.open = true;
      for (const one of document.querySelectorAll("main .more-claims:not([hidden]) .every")) one.click();
    });
    await page.waitForTimeout(150);
    const now = await page.locator("main [data-id]").count();
    const more = await page.locator("main .more-claims:visible").count();
    if (now === before && more === 0) return;
    before = now;
  }
}

const idsOf = (page) =>
  page.locator("main [data-id]").evaluateAll((all) => all.map((one) => one.dataset.id));

visit("everything in the ledger stands on a page, under its id", async (open) => {
  const wanted = {
    observations: (await rowsOf("observations")).map(({ id }) => id),
    claims: (await rowsOf("claims")).map(({ claim_id: id }) => id),
    models: (await rowsOf("models")).map(({ model_id: id }) => id),
    policy: (await rowsOf("policy")).map(({ node_id: id }) => id),
    events: (await rowsOf("events")).map((_, at) => `event-${at}`),
  };
  assert.deepEqual(
    Object.values(wanted).map((ids) => ids.length),
    [529, 242, 12, 515, 62],
  );
  const documents = ["000", "001", "002", "003", "004"].map((id) => `#/documents/${id}`);
  const found = new Map();
  const page = await open("#/documents");
  for (const link of ["#/claims", "#/zhejiang", "#/shanghai", "#/policy", ...documents]) {
    await go(page, link);
    await page.locator("main h1").waitFor();
    await page.waitForTimeout(300);
    await unfold(page);
    found.set(link, new Set(await idsOf(page)));
  }
  // Numbers of a document stand on its own page; everything else on its page or on that of all.
  const missing = (ids, links) =>
    ids.filter((id) => !links.some((link) => found.get(link)?.has(id)));
  const all = [...found.keys()];
  assert.deepEqual(missing(wanted.observations, documents), [], "observations");
  assert.deepEqual(missing(wanted.claims, ["#/claims"]), [], "claims");
  assert.deepEqual(missing(wanted.models, ["#/zhejiang"]), [], "models");
  assert.deepEqual(missing(wanted.policy, ["#/policy"]), [], "policy");
  assert.deepEqual(missing(wanted.events, all), [], "events");
});

visit("a link to an item opens its page with the item in view and in focus", async (open) => {
  const items = [
    ["#/documents/001/table-2", "table-2"],
    ["#/documents/001/figure-3", "figure-3"],
    ["#/claims/001-patents-2011-NE", "001-patents-2011-NE"],
    ["#/claims/001-patents-2011-NE?document=002", "001-patents-2011-NE"],
    ["#/policy/004.s1", "004.s1"],
    ["#/zhejiang/002.m07", "002.m07"],
  ];
  for (const viewport of [{ width: 1280, height: 900 }, { width: 360, height: 740 }]) {
    const page = await open("#/", { viewport });
    for (const [link, id] of items) {
      await go(page, link);
      await eventually(async () => {
        const seen = await page.evaluate((wanted) => {
          const element = document.getElementById(wanted);
          if (!element) return "missing";
          const { top, bottom } = element.getBoundingClientRect();
          const focused = element === document.activeElement || element.contains(document.activeElement);
          return { inView: top < innerHeight && bottom > 0, focused };
        }, id);
        assert.deepEqual(seen, { inView: true, focused: true }, link);
      });
      assert.ok(await page.locator(".notices").isHidden(), link);
    }
  }
});
