// On paper nothing can be opened and no link followed: folds are open there, and the link of a figure has
// its address.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { figure, inside, publish, ready } from "./articles.mjs";
import { visit } from "./site.mjs";

let web;
before(async () => {
  web = await publish();
});
after(() => web.end());

const heights = (locator) =>
  locator.evaluateAll((all) => all.map((one) => (one.checkVisibility() ? one.getBoundingClientRect().height : 0)));
const afterText = (locator) => locator.evaluate((one) => getComputedStyle(one, "::after").content);

visit("a figure in an article is printed with its table, its sources and its address", async (open) => {
  const page = await web.read(open, figure({ spec: "#/explore?view=map&time=2015", lang: "en" }));
  await ready(page);
  const last = inside(page, "[data-fold=table] tr:last-child td, [data-fold=sources] li");
  assert.ok((await heights(last)).every((height) => height === 0), "closed on screen");
  await page.emulateMedia({ media: "print" });
  const printed = await heights(last);
  assert.ok(printed.length >= 2 && printed.every((height) => height > 0), `${printed}`);
  // The whole table, not what fits a window with a scroll bar.
  const hidden = await inside(page, "[data-part=table]").evaluate((one) => one.scrollHeight - one.clientHeight);
  assert.ok(hidden <= 0, `${hidden} px of the table are cut off`);
  const link = inside(page, "[data-part=link]");
  assert.ok((await afterText(link)).includes(await link.getAttribute("href")));
});

visit("claims are printed with what is folded below them", async (open) => {
  const page = await open("#/claims/001-patents-2011-NE?lang=en");
  const content = page.locator("main details:not([open]) > :not(summary)");
  await content.first().waitFor({ state: "attached" });
  assert.ok((await heights(content)).every((height) => height === 0), "closed on screen");
  await page.emulateMedia({ media: "print" });
  const printed = await heights(content);
  assert.ok(printed.every((height) => height > 0), `folds stay closed on paper: ${printed}`);
});

visit("a chart is printed with its table, which is made only then", async (open) => {
  const page = await open("#/explore?view=trend&lang=en");
  const cells = page.locator("details.behind td");
  await page.locator("details.behind").first().waitFor();
  assert.equal(await cells.count(), 0);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await cells.first().waitFor();
  assert.ok((await heights(cells)).every((height) => height > 0));
});
