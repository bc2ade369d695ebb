// Policy outlines and dates: the matrix leads into the tree, filters stand in the address, the tree is
// walked by keys and tells where one is, the timeline leads to what it draws.
import assert from "node:assert/strict";
import { counts, eventually, followed, go, reads, text, visit } from "./site.mjs";

const tree = (page) => page.getByRole("tree");
const row = (page, id) => page.locator(`[role=treeitem][id="${id}"]`);
const status = (page) => page.locator(".outline .tools [role=status]");
const cell = (page, gap, column) => page.locator(".matrix tbody tr").filter({ hasText: gap }).locator("td").nth(column);
const isFocused = (locator) => locator.evaluate((one) => one === document.activeElement);
const isSeen = (locator) =>
  locator.evaluate((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  });

for (const [name, settings] of [["desktop", {}], ["phone", { viewport: { width: 360, height: 740 } }]]) {
  visit(`a number of the matrix leads to as many items, and they are brought into view (${name})`, async (open) => {
    const page = await open("#/policy?lang=en", settings);
    for (const [gap, column, query] of [["Urban–rural gap", 2, /document=002&.*gap=|gap=.*document=002/], ["Culture", 5, /gap=/]]) {
      const number = cell(page, gap, column).getByRole("link");
      await number.scrollIntoViewIfNeeded();
      const count = await text(number);
      await number.click();
      await followed(page, query);
      await reads(status(page), `${count} of 515 items`);
      await eventually(async () => assert.ok(await isSeen(status(page)), "the outline is out of sight"));
      await counts(page.locator("[role=treeitem].match"), Number(count));
    }
  });
}

visit("every item says how deep it lies and where among its like", async (open) => {
  const page = await open("#/policy");
  await counts(page.locator("[role=treeitem]"), 515);
  const odd = await page.locator("[role=treeitem]").evaluateAll((all) =>
    all
      .filter((one) => !(Number(one.getAttribute("aria-level")) >= 1 && one.hasAttribute("aria-posinset")))
      .map((one) => one.id),
  );
  assert.deepEqual(odd, []);
  const levels = await page.locator("[role=treeitem]").evaluateAll((all) =>
    all.map((one) => Number(one.getAttribute("aria-level"))),
  );
  assert.equal(levels[0], 1);
  assert.ok(levels.every((level, at) => at === 0 || level <= levels[at - 1] + 1), "a level is left out");
  assert.ok(Math.max(...levels) >= 4);
});

visit("the tree is walked by keys", async (open) => {
  const page = await open("#/policy");
  const first = tree(page).locator("[role=treeitem]").first();
  await first.focus();
  assert.equal(await first.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowLeft");
  await eventually(async () => assert.equal(await first.getAttribute("aria-expanded"), "false"));
  await page.keyboard.press("ArrowRight");
  await eventually(async () => assert.equal(await first.getAttribute("aria-expanded"), "true"));
  await page.keyboard.press("ArrowRight");
  const second = tree(page).locator("[role=treeitem]").nth(1);
  await eventually(async () => assert.ok(await isFocused(second)));
  assert.equal(await second.getAttribute("tabindex"), "0");
  await counts(page.locator("[role=treeitem][tabindex='0']"), 1);
});

visit("filters narrow the tree, stand in the address, and what is counted below an item follows them", async (open) => {
  const page = await open("#/policy?lang=en");
  const below = page.locator(".outline .hint.current");
  const before = await text(below);
  await page.locator(".outline .filters select").first().selectOption("002");
  await followed(page, /document=002/);
  await reads(status(page), "113 of 515 items");
  await eventually(async () => assert.notEqual(await text(below), before));
  await page.reload();
  await reads(status(page), "113 of 515 items");
  await go(page, "#/policy?year=2035&lang=en");
  await reads(status(page), /^\d+ of 515 items$/);
  const shown = await page.locator("[role=treeitem].match").count();
  assert.equal(await text(status(page)), `${shown} of 515 items`);
  // The dates follow the year: as many in the list as are drawn.
  const dates = page.locator(".timeline [data-id^=event-]:visible");
  await counts(dates, 4);
  await counts(page.locator(".timeline svg .mark"), 4);
});

visit("a mark of the timeline leads to its event in the list", async (open) => {
  const page = await open("#/policy?lang=en");
  const mark = page.locator(".timeline svg .mark").nth(5);
  const id = `event-${await mark.getAttribute("data-row")}`;
  await mark.locator("rect").click();
  await followed(page, new RegExp(`#/policy/${id}`));
  await eventually(async () => assert.ok(await isSeen(row(page, id).or(page.locator(`[id="${id}"]`)))));
});
