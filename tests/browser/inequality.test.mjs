// The measuring room: what a reader chooses is what every figure measures, and it is in the link.
import assert from "node:assert/strict";
import {
  PAYLOADS, eventually, followed, fragment, go, inert, notices, reads, text, texts, visit,
} from "./site.mjs";

const VIEWS = [
  "dispersion", "lorenz", "measures", "decomposition", "convergence", "mobility", "moran", "clusters",
  "influence",
];

const card = (page, view) => page.locator(`article[data-figure="${view}"]`);
const title = (page, view) => text(card(page, view).locator("h3"));
const notes = (page, view) => texts(card(page, view).locator(".notes li"));

/** Rows of a figure's table, a list of texts each. */
async function rows(page, view) {
  const one = card(page, view);
  const button = one.locator(".sides button", { hasText: /^(表|Table)$/ });
  if ((await button.getAttribute("aria-pressed")) !== "true") await button.click();
  await one.locator("table tbody tr").first().waitFor();
  return one.locator("table tbody tr").evaluateAll((all) =>
    all.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
}

const number = (cell) => Number(cell.replaceAll(",", "").replace("−", "-"));

visit("every figure of the room says what it found, in both languages", async (open) => {
  const page = await open("#/inequality");
  for (const view of VIEWS) {
    await card(page, view).scrollIntoViewIfNeeded();
    assert.match(await title(page, view), /\d/, view);
    if (view === "measures") continue;
    await eventually(async () => {
      const drawn = await card(page, view).locator(".chart svg, .map svg").count();
      assert.equal(drawn, 1, view);
    });
  }
  await go(page, "#/inequality?lang=en");
  await reads(page.locator("h1"), "The measuring room");
  for (const view of VIEWS) assert.match(await title(page, view), /^[\x20-\u2fff]+$/u, view);
});

visit("a choice changes every figure and stands in the link", async (open) => {
  const page = await open("#/inequality?lang=en");
  await page.getByLabel("Index", { exact: true }).selectOption("gini");
  await followed(page, /index=gini/);
  assert.match(await title(page, "dispersion"), /^Gini coefficient/);
  assert.match(await title(page, "decomposition"), /net differences between groups/);
  await page.getByLabel("Weights", { exact: true }).selectOption("population");
  await followed(page, /weights=population/);
  await page.getByLabel("Year", { exact: true }).selectOption("2019");
  await followed(page, /time=2019/);
  assert.match(await title(page, "lorenz"), /^2019/);
  assert.match(await text(card(page, "lorenz").locator(".subtitle")), /weighted by resident population/);
  await page.getByLabel("First year", { exact: true }).selectOption("2010");
  await followed(page, /time=2010\.\.2019/);
  assert.match(await title(page, "convergence"), /2010–2019/);
  // Read anew, the link shows the same.
  const [link, found] = [await fragment(page), await title(page, "dispersion")];
  const again = await open(link);
  assert.equal(await title(again, "dispersion"), found);
});

visit("parts add up to the index, as the closing line says", async (open) => {
  const page = await open("#/inequality?lang=en");
  for (const row of await rows(page, "decomposition")) {
    const [total, ...parts] = row.slice(1).map(number);
    const sum = parts.reduce((all, one) => all + one, 0);
    assert.ok(Math.abs(sum - total) < 4e-6, row.join(" "));
  }
  const closing = (await notes(page, "decomposition")).find((one) => one.includes(" + "));
  assert.match(closing, /differs by less than 10⁻¹²/);
});

visit("figure 3 of document 001 is one click away and is reproduced", async (open) => {
  const page = await open("#/inequality?lang=en");
  await page.getByRole("link", { name: /Document 001, figure 3/ }).click();
  await followed(page, /index=cv_sample/);
  await eventually(async () =>
    assert.match(await title(page, "dispersion"), /sample.* 2019.* 2011/));
  const own = new Map((await rows(page, "dispersion")).map(([year, value]) => [year, number(value)]));
  const document = await open("#/documents/001/figure-3?lang=en");
  const table = document.locator('article[data-figure="001-figure-3"]');
  await table.locator(".sides button", { hasText: "Table" }).click();
  const printed = await table.locator("table tbody tr").evaluateAll((all) =>
    all.map((row) => [...row.cells].map((cell) => cell.textContent.trim())));
  assert.equal(printed.length, 9);
  for (const [year, , recomputed] of printed) {
    assert.ok(Math.abs(own.get(year) - number(recomputed)) < 6e-5, `${year}: ${own.get(year)} ${recomputed}`);
  }
});

visit("groups of one's own are made, named, and shared by the link", async (open) => {
  const page = await open("#/inequality?lang=en");
  await page.getByText("Own groups", { exact: true }).last().click();
  await page.getByLabel("Shanghai", { exact: true }).last().selectOption({ label: "A new group" });
  await followed(page, /groups=/);
  await page.getByLabel("Jiangsu", { exact: true }).last().selectOption("4");
  await page.getByLabel("Name of group 5", { exact: true }).fill("河口 & <b>");
  await page.getByLabel("Name of group 5", { exact: true }).press("Tab");
  await followed(page, /%26|%3C/);
  const again = await open(await fragment(page));
  const head = await card(again, "decomposition");
  await rows(again, "decomposition");
  assert.match(await text(head.locator("thead")), /河口 & <b>/);
});

visit("which places are measured is chosen, and two must stay", async (open) => {
  const page = await open("#/inequality?lang=en&among=310000~330000~320000");
  assert.match(await title(page, "dispersion"), /3 chosen places/);
  await page.getByText("Places that are measured", { exact: true }).click();
  await page.getByLabel("Shanghai", { exact: true }).first().uncheck();
  await followed(page, /among=320000~330000/);
  await page.getByLabel("Jiangsu", { exact: true }).first().click();
  await reads(page.locator(".among [role=status]"), "At least two places must stay.");
  assert.equal(await page.getByLabel("Jiangsu", { exact: true }).first().isChecked(), true);
  await page.getByRole("button", { name: "All", exact: true }).click();
  await eventually(async () => assert.doesNotMatch(await fragment(page), /among/));
});

visit("what cannot be measured says why, and the rest of the page stands", async (open) => {
  const page = await open("#/inequality?lang=en&among=110000~460000");
  await reads(card(page, "moran").locator(".nothing"), /.+\.$/);
  await reads(card(page, "clusters").locator(".nothing"), /.+\.$/);
  assert.match(await title(page, "dispersion"), /2 chosen places/);
  await go(page, "#/inequality?lang=en");
  await card(page, "clusters").scrollIntoViewIfNeeded();
  await eventually(async () =>
    assert.equal(await card(page, "clusters").locator(".map svg").count(), 1));
});

visit("a seed that is no number is refused and the old one kept", async (open) => {
  const page = await open("#/inequality?lang=en&seed=7");
  await page.getByText("Neighbours, random draws, significance", { exact: true }).click();
  const seed = page.getByLabel("Seed", { exact: true });
  await seed.fill("seven");
  await seed.press("Tab");
  await reads(page.locator("#seed-wrong"), /whole number between 0 and 4294967295/);
  assert.match(await fragment(page), /seed=7/);
  await seed.fill("11");
  await seed.press("Tab");
  await followed(page, /seed=11/);
  await reads(page.locator("#seed-wrong"), "");
  assert.ok((await notes(page, "moran")).some((one) => one.includes("seed 11")));
});

visit("a place pointed at on the cluster map is lit", async (open) => {
  const page = await open("#/inequality?lang=en");
  const map = card(page, "clusters");
  await map.scrollIntoViewIfNeeded();
  const region = map.locator('[data-place="150000"]').first();
  await region.waitFor();
  await region.dispatchEvent("pointerover", { bubbles: true });
  await reads(map.locator(".map-readout"), /Inner Mongolia/);
  await eventually(async () => assert.equal(await map.locator(".pointed").count() > 0, true));
});

visit("every measure shows its formula with this case's numbers", async (open) => {
  const page = await open("#/inequality?lang=en");
  const one = page.locator("details.working").first();
  await one.locator("summary").click();
  await reads(one.locator(".formula"), /Σ/);
  const lines = await texts(one.locator("li"));
  assert.match(lines[0], /^n = 31/);
  assert.equal(lines.at(-1), `= ${await text(one.locator(".value"))}`);
});

visit("wrong links are told and repaired, and nothing in them runs", async (open) => {
  const page = await open("#/inequality?lang=en&index=ginni&draws=5&states=9&significance=2&neighbours=rook");
  await eventually(async () => assert.equal(await notices(page).count(), 5));
  assert.match((await texts(notices(page))).join("\n"), /gini/);
  for (const payload of PAYLOADS) {
    await go(page, `#/inequality?groups=${encodeURIComponent(payload)}:310000~330000&index=${encodeURIComponent(payload)}`);
    await card(page, "decomposition").waitFor();
  }
  await inert(page, "group names");
});

visit("a figure of the room is shared as any other", async (open) => {
  const page = await open("#/inequality?lang=en&index=theil_l");
  await card(page, "decomposition").getByRole("button", { name: "Share" }).click();
  const dialog = page.locator("dialog[open]");
  await dialog.waitFor();
  await eventually(async () =>
    assert.match(await dialog.evaluate((one) => [...one.querySelectorAll("textarea, input, pre, code")].map((el) => el.value ?? el.textContent).join("\n")),
      /#\/inequality\?view=decomposition&(amp;)?index=theil_l/));
});
