// Choosing places together: groups, peers, focus, and what the choice rests on.
import assert from "node:assert/strict";
import { counts, drawn, eventually, followed, reads, texts, visit } from "./site.mjs";

const unfold = (page) => page.locator(".fold.compared > summary").click();
const chips = (page) => page.locator(".places .chips li");
const names = (page) => texts(chips(page).locator("span"));
const compares = (page, wanted) =>
  eventually(async () => assert.deepEqual(await names(page), wanted));
const basis = (page) => page.locator(".places .basis");
const peers = (page) => page.locator("#choose-peers");
const groups = (page) => page.locator("#choose-group");

visit("a group replaces the comparison and says what it rests on", async (open) => {
  const page = await open();
  await drawn(page);
  await unfold(page);
  await groups(page).selectOption({ label: "直辖市（4）" });
  await compares(page, ["北京", "天津", "上海", "重庆"]);
  await reads(basis(page), "直属中央政府的四个城市。");
  await followed(page, "#/explore?places=110000~120000~310000~500000");
  // Taking one out makes it another choice.
  await page.getByRole("button", { name: "移除 天津" }).click();
  await compares(page, ["北京", "上海", "重庆"]);
  await eventually(async () => assert.equal(await groups(page).inputValue(), ""));
  await reads(basis(page), "");
});

visit("a link to a group is told as one", async (open) => {
  const page = await open("#/explore?places=110000~120000~310000~500000&lang=en");
  await unfold(page);
  await eventually(async () => assert.equal(await groups(page).inputValue(), "municipalities"));
  await reads(basis(page), "The four cities directly under the central government.");
});

visit("groups stand under headings, and belong to the level", async (open) => {
  const page = await open("#/explore?indicator=gdp&level=zhejiang_counties");
  await unfold(page);
  const headings = () => groups(page).locator("optgroup").evaluateAll((all) => all.map((one) => one.label));
  await eventually(async () => assert.deepEqual(await headings(), ["名单", "按设区市"]));
  await groups(page).selectOption({ label: "山区26县（26）" });
  await counts(chips(page), 26);
  await page.locator("#choose-level").selectOption("macro_regions");
  await counts(groups(page), 0);
});

visit("the place brought forward is compared with its peers, and the sentence says why these", async (open) => {
  const page = await open();
  await unfold(page);
  // Regions and nation are no places of the level: whose peers?
  assert.ok(await peers(page).isDisabled());
  await page.getByRole("combobox", { name: /添加地区/ }).fill("浙江");
  await page.keyboard.press("Enter");
  await reads(page.locator("label[for=choose-peers]"), "与浙江同类的地区");
  await peers(page).selectOption("neighbours");
  await compares(page, ["浙江", "上海", "江苏", "安徽", "福建", "江西", "全国"]);
  await reads(basis(page), "与浙江陆地相邻的省级地区：上海、江苏、安徽、福建、江西。");
  await followed(page, /places=330000~310000~320000~340000~350000~360000~100000&focus=330000$/);
  await peers(page).selectOption("nearest_gdp_per_person");
  await reads(basis(page), /与浙江（[\d,]+ 元）最接近的四个省级地区/);
  await eventually(async () => assert.equal((await names(page)).length, 6));
  // In the other language the same is said.
  await page.getByRole("button", { name: "English" }).click();
  await reads(basis(page), /^The four provinces nearest to Zhejiang/);
  // Another comparison is not explained by it.
  await page.getByRole("button", { name: "Reset" }).click();
  await reads(basis(page), "");
  await eventually(async () => assert.equal(await peers(page).inputValue(), ""));
});

visit("where there are no peers the reason is said and the comparison stays", async (open) => {
  const page = await open("#/explore?places=710000~330000&focus=710000");
  await unfold(page);
  await peers(page).selectOption("neighbours");
  await reads(basis(page), "没有与台湾相邻的省级地区。");
  await compares(page, ["台湾", "浙江"]);
  // For another place it is no answer.
  await page.getByRole("button", { name: "突出 浙江" }).click();
  await reads(basis(page), "");
});

visit("a chip brings its place forward and lets it go", async (open) => {
  const page = await open("#/explore?places=330000~320000");
  await unfold(page);
  const chip = page.getByRole("button", { name: "突出 江苏" });
  assert.equal(await chip.getAttribute("aria-pressed"), "false");
  await chip.focus();
  await page.keyboard.press("Enter");
  await followed(page, "#/explore?places=330000~320000&focus=320000");
  assert.equal(await chip.getAttribute("aria-pressed"), "true");
  await page.keyboard.press("Enter");
  await followed(page, "#/explore?places=330000~320000");
});

visit("all places can be taken out at once, and restored", async (open) => {
  const page = await open();
  await unfold(page);
  await page.getByRole("button", { name: "全部移除" }).click();
  await counts(chips(page), 0);
  await followed(page, "#/explore?places=none");
  const focused = () => page.evaluate(() => document.activeElement.id);
  assert.equal(await focused(), "add-place", "the focus is where the next place is chosen");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "恢复默认" }).click();
  await counts(chips(page), 5);
  await followed(page, "#/explore");
});

visit("on a phone the choice of places fits", async (open) => {
  const page = await open("#/explore?lang=en&places=330000&focus=330000", {
    viewport: { width: 360, height: 740 },
  });
  await unfold(page);
  await peers(page).selectOption("nearest_population");
  await reads(basis(page), /nearest to Zhejiang/);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});
