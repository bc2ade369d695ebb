// The table: arranging it, and taking exactly what is shown away.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { counts, eventually, followed, reads, text, texts, visit } from "./site.mjs";

const panel = (page) => page.locator(".table-panel");
const body = (page) => panel(page).locator("tbody tr");
const first = (page) => text(body(page).first().locator("th"));
const column = (page, name) => panel(page).getByRole("columnheader", { name, exact: true });
const sortBy = (page, name) => column(page, name).getByRole("button").click();

/** The cells as rows of texts, headings first, without the drawn courses. */
const cells = (page) =>
  panel(page).locator("table").evaluate((table) =>
    [...table.rows].map((row) =>
      [...row.cells]
        .filter((cell) => !cell.classList.contains("course"))
        .map((cell) => cell.textContent.trim()),
    ),
  );

/** A cell as a program reads it. */
const plain = (cell) => {
  if (cell === "–") return "";
  return /^[−+]?[\d,.]+%?$/.test(cell) ? cell.replaceAll(",", "").replace("−", "-") : cell;
};

const download = async (page, name) => {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
};

visit("a heading sorts: highest first, lowest first, as it was", async (open) => {
  const page = await open("#/explore?view=table");
  const start = await first(page);
  assert.equal(start, "北京市");
  await sortBy(page, "2024");
  await followed(page, "#/explore?view=table&sort=2024~desc");
  assert.equal(await column(page, "2024").getAttribute("aria-sort"), "descending");
  const numbers = async () =>
    (await cells(page)).slice(1).map((row) => row.at(-1)).filter((cell) => cell !== "–")
      .map((cell) => Number(cell.replaceAll(",", "")));
  await eventually(async () => {
    const now = await numbers();
    assert.deepEqual(now, now.toSorted((a, b) => b - a));
  });
  // What is missing stands last either way.
  assert.equal((await cells(page)).at(-1).at(-1), "–");
  await sortBy(page, "2024");
  await followed(page, "#/explore?view=table&sort=2024");
  await eventually(async () => {
    const now = await numbers();
    assert.deepEqual(now, now.toSorted((a, b) => a - b));
  });
  assert.equal((await cells(page)).at(-1).at(-1), "–");
  assert.equal(await column(page, "2024").getAttribute("aria-sort"), "ascending");
  await sortBy(page, "2024");
  await followed(page, "#/explore?view=table");
  await eventually(async () => assert.equal(await first(page), start));
  assert.equal(await column(page, "2024").getAttribute("aria-sort"), null);
});

visit("words are sorted from their beginning, by the keyboard too, and back undoes it", async (open) => {
  const page = await open("#/explore?view=table");
  await column(page, "代码").getByRole("button").focus();
  await page.keyboard.press("Enter");
  await followed(page, "#/explore?view=table&sort=code");
  await page.keyboard.press("Enter");
  await followed(page, "#/explore?view=table&sort=code~desc");
  await eventually(async () => {
    const codes = (await cells(page)).slice(1).map((row) => row[1]);
    assert.deepEqual(codes, codes.toSorted().toReversed());
  });
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  assert.equal(await focused(), "代码", "the focus stays on the heading");
  await page.goBack();
  await followed(page, "#/explore?view=table&sort=code");
});

visit("a search leaves the rows that hold it, says how many, and writes the link", async (open) => {
  const page = await open("#/explore?view=table&lang=en");
  await reads(panel(page).locator(".count"), "39 places");
  const field = page.getByRole("searchbox", { name: /Find in the table/ });
  await field.pressSequentially("shan");
  await eventually(async () => {
    const names = (await cells(page)).slice(1).map(([name]) => name);
    assert.ok(names.length > 2 && names.every((name) => /shan|han/i.test(name)), String(names));
  });
  const left = await body(page).count();
  await reads(panel(page).locator(".count"), `${left} of 39 places`);
  await followed(page, "#/explore?view=table&find=shan&lang=en");
  await field.fill("3300");
  await counts(body(page), 1);
  await field.fill("no such place");
  await counts(body(page), 0);
  await panel(page).getByText("Nothing found.").waitFor();
  await field.fill("");
  await counts(body(page), 39);
});

visit("one year shows ranks and differences, all years show courses", async (open) => {
  const page = await open("#/explore?view=table&sort=2010");
  await page.getByRole("radio", { name: "仅当前年份" }).check();
  await followed(page, "#/explore?view=table&table=year");
  await eventually(async () =>
    assert.deepEqual((await cells(page))[0], ["地区", "代码", "2024", "位次", "与全国相比"]),
  );
  await counts(panel(page).locator(".course"), 0);
  await page.getByRole("radio", { name: "全部年份" }).check();
  await followed(page, "#/explore?view=table");
  await counts(panel(page).locator("td.course"), 39);
  const drawn = await panel(page).locator("td.course path").evaluateAll((all) =>
    all.filter((one) => one.getAttribute("d").length > 20).length,
  );
  assert.ok(drawn >= 31, `${drawn} courses`);
});

visit("every dash bears a letter that is explained beneath", async (open) => {
  const page = await open("#/explore?view=table&lang=en&indicator=disposable_income&level=zhejiang_cities");
  await body(page).first().waitFor();
  const dashes = await panel(page).locator("td", { hasText: /^–$/ }).evaluateAll((all) =>
    all.map((one) => `${one.dataset.mark} ${one.title}`),
  );
  assert.ok(dashes.length > 10);
  const notes = await texts(panel(page).locator(".footnotes li"));
  assert.ok(notes.length >= 2);
  assert.deepEqual([...new Set(dashes)].toSorted(), notes.toSorted());
});

visit("pointing lights a row, a click on the name compares the place", async (open) => {
  const page = await open("#/explore?view=table");
  const row = body(page).filter({ hasText: "浙江省" });
  await row.hover();
  await eventually(async () => assert.match(await row.getAttribute("class"), /pointed/));
  await row.getByRole("button", { name: "浙江省" }).click();
  await followed(page, /places=.*330000&focus=330000$/);
  await eventually(async () => assert.match(await row.getAttribute("class"), /selected/));
});

visit("heading and names stay in sight while the table is scrolled", async (open) => {
  const page = await open("#/explore?view=table");
  const scroll = panel(page).locator(".scroll");
  await scroll.evaluate((one) => one.scrollTo(600, 500));
  const gap = await scroll.evaluate((one) => {
    const box = one.getBoundingClientRect();
    const corner = one.querySelector("thead th").getBoundingClientRect();
    const head = one.querySelectorAll("thead th")[5].getBoundingClientRect();
    const name = [...one.querySelectorAll("tbody th")].at(-1).getBoundingClientRect();
    return [corner.top - box.top, corner.left - box.left, head.top - box.top, name.left - box.left];
  });
  assert.ok(gap.every((one) => Math.abs(one) <= 1), String(gap));
});

for (const link of [
  "#/explore?view=table&sort=2020~desc&find=3",
  "#/explore?view=table&table=year&sort=name&lang=en",
]) {
  visit(`files and clipboard hold the rows shown, in their order: ${link}`, async (open) => {
    const page = await open(link, { permissions: ["clipboard-read", "clipboard-write"] });
    await body(page).first().waitFor();
    const shown = (await cells(page)).map((row) => row.map(plain));

    await page.getByRole("button", { name: /复制表格|Copy table/ }).click();
    await reads(panel(page).locator(".said"), /已复制|Copied/);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const lines = copied.split("\n");
    assert.equal(lines.pop(), "", "the text ends with a line break");
    assert.deepEqual(lines.map((line) => line.split("\t")), shown);

    const csv = await download(page, /CSV/);
    assert.match(csv.name, /^gdp_per_person-provinces-20\d\d(-2024)?\.csv$/);
    assert.deepEqual([...csv.bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const read = csv.bytes.subarray(3).toString("utf8").trimEnd().split("\r\n");
    assert.equal(read.length, shown.length);
    assert.ok(read.every((line, at) => line.startsWith(shown[at].slice(0, 3).join(","))), read[0]);
    await reads(panel(page).locator(".said"), new RegExp(csv.name));

    await page.getByRole("checkbox", { name: /BOM/ }).uncheck();
    const bare = await download(page, /CSV/);
    assert.deepEqual(bare.bytes, csv.bytes.subarray(3));

    const { name, bytes } = await download(page, /JSON/);
    assert.match(name, /\.json$/);
    const json = JSON.parse(bytes.toString("utf8"));
    assert.deepEqual(json.columns.map((one) => one.label), shown[0]);
    assert.deepEqual(json.rows.map(([place]) => place), shown.slice(1).map(([place]) => place));
    assert.equal(decodeURI(json.link), decodeURI(page.url()), "the file leads back to what is shown");
    assert.ok(json.sources.length > 0 && json.missing.every((one) => one.reason.length > 3));

    const book = await download(page, /XLSX/);
    assert.match(book.name, /\.xlsx$/);
    assert.equal(book.bytes.subarray(0, 4).toString("latin1"), "PK\u0003\u0004");
    assert.ok(book.bytes.includes("xl/worksheets/sheet1.xml"));
  });
}

visit("where the clipboard is closed the older way copies", async (open) => {
  const page = await open("#/explore?view=table&find=330000", {
    permissions: ["clipboard-read", "clipboard-write"],
    prepare: (fresh) =>
      fresh.addInitScript(() => {
        Object.defineProperty(Clipboard.prototype, "writeText", {
          value: () => Promise.reject(new DOMException("refused", "NotAllowedError")),
        });
      }),
  });
  await page.getByRole("button", { name: "复制表格" }).click();
  await reads(panel(page).locator(".said"), /已复制/);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^地区\t代码\t2006[^]*\n浙江省\t330000\t/);
  await counts(page.locator("textarea"), 0);
});

visit("where nothing may be copied the text stands selected, with a sentence", async (open) => {
  const page = await open("#/explore?view=table&find=330000", {
    prepare: (fresh) =>
      fresh.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined });
        Document.prototype.execCommand = () => false;
      }),
  });
  await page.getByRole("button", { name: "复制表格" }).click();
  await reads(panel(page).getByRole("alert"), /Ctrl\+C/);
  await eventually(async () => {
    const chosen = await page.evaluate(() => {
      const field = document.activeElement;
      return field.value?.slice(field.selectionStart, field.selectionEnd) ?? "";
    });
    assert.match(chosen, /^地区\t代码[^]*浙江省/);
  });
  // Another table makes the text old.
  await page.getByRole("searchbox").fill("");
  await counts(page.locator("textarea"), 0);
});

visit("ninety counties are searched without delay", async (open) => {
  const page = await open("#/explore?view=table&indicator=gdp&level=zhejiang_counties");
  await body(page).first().waitFor();
  const all = await body(page).count();
  assert.ok(all >= 90);
  const longest = await page.evaluate(async () => {
    const field = document.getElementById("table-find");
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    let most = 0;
    for (const typed of ["3", "33", "330", "3301", "330", "33", ""]) {
      const start = performance.now();
      field.value = typed;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      await frame();
      most = Math.max(most, performance.now() - start);
    }
    return most;
  });
  console.log(`      longest step of a search: ${longest.toFixed(0)} ms`);
  assert.ok(longest < 1000, `${longest} ms`);
  await counts(body(page), all);
});

visit("a phone reads the table without the page being wider than its screen", async (open) => {
  for (const lang of ["zh", "en"]) {
    const page = await open(`#/explore?view=table&lang=${lang}`, { viewport: { width: 360, height: 740 } });
    await body(page).first().waitFor();
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const name = await body(page).first().locator("th").boundingBox();
    assert.ok(name.width < 150, `names take ${name.width} of 360`);
  }
});
