// The site without a network, and what happens when a newer version of it is published. Each test
// serves a copy of the site, so that versions can change.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { FOLDER, counts, drawn, eventually, followed, go, reads, serve, visit } from "./site.mjs";

const WORKER = await readFile(join(FOLDER, "service-worker.js"), "utf8");
/** The files that the worker keeps, with their digests. */
const LISTED = [...WORKER.matchAll(/\[\s*"([^"]+)",\s*"(sha256-[^"]+)"\s*\]/g)];
/** The hash of that list. */
const LIST = WORKER.match(/"([0-9a-f]{12})"/)?.[1];
/** A development build has a worker only if it was asked for. */
const IS_UNKEPT = basename(FOLDER).startsWith("site-dev") && LISTED.length === 0;

const digest = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** Paths of the list on a server that serves a copy. */
const paths = LISTED.map(([, address]) => new URL(address, "http://site/").pathname).sort();

/** Like `visit`, with a copy of the site to change; `headers` are those of its server. */
function published(name, body, headers = {}) {
  if (IS_UNKEPT) {
    const skip = "a development build is kept only when made with ATLAS_OFFLINE=1";
    return test(name, { skip }, () => {});
  }
  return visit(name, async (open) => {
    const folder = await mkdtemp(join(tmpdir(), "atlas-offline-"));
    await cp(FOLDER, folder, { recursive: true });
    const asked = [];
    const contexts = [];
    const server = await serve(folder, asked, { headers });
    const site = {
      folder,
      asked,
      address: server.address,
      end: server.end,
      open: (fragment, settings) =>
        open(fragment, {
          address: server.address,
          serviceWorkers: "allow",
          prepare: (_, context) => contexts.push(context),
          ...settings,
        }),
    };
    try {
      await body(site);
    } finally {
      // Before the server: a worker may still be fetching.
      for (const context of contexts) await context.close();
      server.end();
      await rm(folder, { recursive: true, force: true });
    }
  });
}

/** Waits until the site is kept and the worker ready for the next page. */
const isKept = (page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state === "activated") return;
    await new Promise((done) => active.addEventListener("statechange", done, { once: true }));
  });

const cacheNames = (page) => page.evaluate(async () => (await caches.keys()).sort());

/** Paths of the files in the first of the caches. */
const keptPaths = (page) =>
  page.evaluate(async () => {
    const [name] = (await caches.keys()).sort();
    const requests = await (await caches.open(name)).keys();
    return requests.map((request) => new URL(request.url).pathname).sort();
  });

/** Puts version `edition` in place of the one that is served. */
async function publish(folder, edition) {
  const page = join(folder, "index.html");
  const worker = join(folder, "service-worker.js");
  const before = await readFile(page, "utf8");
  const after = before
    .replace(/<meta name="edition"[^>]*>/, "")
    .replace("</head>", `<meta name="edition" content="${edition}"></head>`);
  const text = await readFile(worker, "utf8");
  assert.ok(text.includes(digest(before)), "the list has the digest of the page");
  await writeFile(page, after);
  await writeFile(
    worker,
    text
      .replace(digest(before), digest(after))
      .replace(/"([0-9a-f]{12})"/, `"${digest(edition).slice(7, 10).padEnd(12, "0")}"`),
  );
}

/** The version of the page shown; nothing for the one that was built. */
const edition = (page) =>
  page.evaluate(() => document.querySelector("meta[name=edition]")?.content ?? "");

const running = (page) =>
  page.locator("html[data-atlas=running]").waitFor({ state: "attached" });

const notice = (page) => page.locator("#atlas-update");
const button = (page, name) => notice(page).getByRole("button", { name, exact: true });

/** A page of the first version, kept, with a second one published and waiting. */
async function outdated(site, settings) {
  const page = await site.open("#/explore?time=2012", settings);
  await isKept(page);
  await publish(site.folder, "two");
  await page.reload();
  await running(page);
  await notice(page).waitFor();
  return page;
}

published("once opened, the site works without a network", async (site) => {
  const page = await site.open("#/");
  await isKept(page);
  await counts(notice(page), 0);
  site.end();
  await page.context().setOffline(true);
  // Not by that page: nothing is left in its memory.
  const other = await page.context().newPage();
  await other.goto(`${site.address}#/explore?time=2012`);
  await running(other);
  await reads(other.getByRole("heading", { level: 1 }), /^2012年/);
  // The chart library was not used before the network went.
  await other.locator(".chart").first().scrollIntoViewIfNeeded();
  await drawn(other);
  for (const name of ["documents", "claims", "zhejiang", "shanghai", "policy", "gallery", "explore"]) {
    await go(other, `#/${name}`);
    await followed(other, new RegExp(`^#/${name}`));
    await other.getByRole("heading", { level: 1 }).first().waitFor();
  }
  for (const name of ["index.html#/claims", "?from=article#/claims"]) {
    await other.goto(site.address + name);
    await running(other);
    await other.getByRole("heading", { level: 1 }).first().waitFor();
  }
  await other.reload();
  await running(other);
  await counts(notice(other), 0);
});

published("exactly the files of the list are kept, and asked for once more at most", async (site) => {
  const page = await site.open("#/explore");
  await drawn(page);
  await isKept(page);
  const names = await cacheNames(page);
  assert.deepEqual(names, [`prosperity-atlas / ${LIST}`]);
  const keys = await keptPaths(page);
  assert.deepEqual(keys, paths);
  assert.ok(keys.some((key) => key.endsWith(".wasm")) && keys.includes("/"));
  const known = new Set([...paths, "/service-worker.js"]);
  assert.deepEqual([...new Set(site.asked)].filter((path) => !known.has(path)), []);
  for (const path of known) {
    const times = site.asked.filter((one) => one === path).length;
    assert.ok(times <= 2, `${path} was asked for ${times} times`);
  }

  // From now on only the worker itself is looked after.
  site.asked.length = 0;
  await page.reload();
  await running(page);
  await drawn(page);
  await eventually(async () => assert.ok(site.asked.includes("/service-worker.js")));
  assert.deepEqual([...new Set(site.asked)], ["/service-worker.js"]);
});

/** As hosts of static sites let files be kept. */
const CACHEABLE = { "cache-control": "max-age=600" };

published("what the browser has been given already is not asked for once more", async (site) => {
  const page = await site.open("#/explore");
  await drawn(page);
  await isKept(page);
  // A browser's cache takes no file that is a large part of it, as the program of a development build is.
  const size = async (path) => (await stat(join(site.folder, path === "/" ? "index.html" : path))).size;
  const twice = [];
  for (const path of new Set(site.asked)) {
    const times = site.asked.filter((one) => one === path).length;
    if (times > 1 && path !== "/service-worker.js" && (await size(path)) < 4_000_000) twice.push(path);
  }
  assert.deepEqual(twice, []);
  assert.deepEqual(await keptPaths(page), paths);
}, CACHEABLE);

published("a file of the version before in the browser's own cache is not kept as one of the new", async (site) => {
  const page = await outdated(site);
  await eventually(async () => {
    const pages = await page.evaluate(async () => {
      const all = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
      const found = await Promise.all(all.map((cache) => cache.match("./", { ignoreVary: true })));
      return Promise.all(found.filter(Boolean).map((one) => one.text()));
    });
    const editions = pages.map((text) => /name="edition" content="(\w+)"/.exec(text)?.[1] ?? "");
    assert.deepEqual(editions.sort(), ["", "two"]);
  });
}, CACHEABLE);

published("what is none of the site's own files goes to the network as ever", async (site) => {
  // A release has these folders, a development build has not.
  for (const folder of ["embed", "figures"]) await mkdir(join(site.folder, folder), { recursive: true });
  const frame = `<!doctype html><title>embed</title><link rel="icon" href="data:,">
    <img alt="" src="icon.svg">`;
  await writeFile(join(site.folder, "embed.html"), frame);
  await writeFile(join(site.folder, "embed/page.html"), frame.replace("icon.svg", "../icon.svg"));
  await writeFile(join(site.folder, "figures/map.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
  const page = await site.open("#/explore");
  await isKept(page);
  await page.reload();
  await running(page);
  assert.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null));

  const asked = async (ask, argument) => {
    site.asked.length = 0;
    await page.evaluate(ask, argument);
    return site.asked.filter((path) => path !== "/service-worker.js");
  };
  assert.deepEqual(await asked(() => fetch("icon.svg").then((it) => it.text())), []);
  for (const settings of [{ headers: { range: "bytes=0-3" } }, { method: "POST" }]) {
    const sent = await asked((how) => fetch("icon.svg", how).then((it) => it.text()), settings);
    assert.deepEqual(sent, ["/icon.svg"], JSON.stringify(settings));
  }
  assert.deepEqual(await asked(() => fetch("figures/map.svg").then((it) => it.text())), [
    "/figures/map.svg",
  ]);
  assert.deepEqual(await asked(() => fetch("icon.svg?1").then((it) => it.text())), ["/icon.svg"]);

  const embed = await page.context().newPage();
  for (const name of ["embed.html", "embed/page.html"]) {
    site.asked.length = 0;
    await embed.goto(site.address + name, { waitUntil: "networkidle" });
    const seen = site.asked.filter((path) => path !== "/service-worker.js");
    assert.deepEqual(seen, [`/${name}`, "/icon.svg"]);
  }
});

published("a newer version waits until the reader agrees, and loads the page once", async (site) => {
  const page = await outdated(site);
  assert.equal(await edition(page), "");
  await page.reload();
  await running(page);
  await notice(page).waitFor();
  assert.equal(await edition(page), "", "loading the page again is no agreement");
  await reads(page.getByRole("heading", { level: 1 }), /^2012年/);

  let loads = 0;
  page.on("load", () => {
    loads += 1;
  });
  await button(page, "更新").click();
  await eventually(async () => assert.equal(await edition(page), "two"));
  await running(page);
  await reads(page.getByRole("heading", { level: 1 }), /^2012年/);
  await followed(page, "#/explore?time=2012");
  await pause(500);
  assert.equal(loads, 1);
  await counts(notice(page), 0);

  site.end();
  await page.context().setOffline(true);
  await page.reload();
  await running(page);
  assert.equal(await edition(page), "two");
});

published("who does not want it now is asked again at the next visit", async (site) => {
  const page = await outdated(site);
  await button(page, "以后").click();
  await counts(notice(page), 0);
  await go(page, "#/claims");
  await counts(notice(page), 0);
  assert.equal(await edition(page), "");
  const next = await page.context().newPage();
  await next.goto(`${site.address}#/explore`);
  await running(next);
  await notice(next).waitFor();
  assert.equal(await edition(next), "");
});

published("the notice speaks the reader's language and is used by keyboard", async (site) => {
  const page = await outdated(site);
  assert.equal(await notice(page).getAttribute("role"), "status");
  await reads(notice(page).locator("p"), /^有新版本。/);
  await page.getByRole("button", { name: "English" }).click();
  await reads(notice(page).locator("p"), /^A new version is ready\./);
  assert.equal(await notice(page).getAttribute("lang"), "en");
  await button(page, "Update").focus();
  await page.keyboard.press("Tab");
  assert.ok(await button(page, "Later").evaluate((one) => one === document.activeElement));
  await page.keyboard.press("Enter");
  await counts(notice(page), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
});

for (const colorScheme of ["light", "dark"]) {
  published(`the notice stays within a small screen and off paper (${colorScheme})`, async (site) => {
    const page = await outdated(site, { colorScheme, viewport: { width: 360, height: 640 } });
    const box = await notice(page).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 360 && box.y + box.height <= 640, JSON.stringify(box));
    assert.equal(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      true,
    );
    const lightness = (property) =>
      notice(page).evaluate(
        (one, name) => Number(getComputedStyle(one)[name].match(/\d+/)[0]),
        property,
      );
    const [ground, ink] = [await lightness("backgroundColor"), await lightness("color")];
    assert.ok(colorScheme === "dark" ? ground < 64 && ink > 192 : ground > 192 && ink < 64);
    for (const name of ["更新", "以后"]) {
      const { width, height } = await button(page, name).boundingBox();
      assert.ok(width >= 24 && height >= 24, `${name}: ${width} × ${height}`);
    }
    await page.emulateMedia({ media: "print" });
    assert.equal(await notice(page).isVisible(), false);
  });
}

published("agreeing in one window leaves the others as they are until they agree too", async (site) => {
  const page = await outdated(site);
  const other = await page.context().newPage();
  await other.goto(`${site.address}#/explore?time=2015`);
  await running(other);
  await notice(other).waitFor();
  await button(page, "更新").click();
  await eventually(async () => assert.equal(await edition(page), "two"));
  await pause(500);
  assert.equal(await edition(other), "");
  await reads(other.getByRole("heading", { level: 1 }), /^2015年/);
  await button(other, "更新").click();
  await eventually(async () => assert.equal(await edition(other), "two"));
});

published("a page loaded past the worker is updated too", async (site) => {
  const page = await outdated(site);
  // While a page of the old version is open, the new one goes on waiting.
  const other = await page.context().newPage();
  await other.goto(`${site.address}#/explore`);
  await running(other);
  const session = await page.context().newCDPSession(page);
  await session.send("Page.reload", { ignoreCache: true });
  await eventually(async () => assert.equal(await edition(page), "two"));
  await running(page);
  assert.ok(await page.evaluate(() => navigator.serviceWorker.controller === null));
  await button(page, "更新").click();
  await eventually(() =>
    page.evaluate(() => {
      if (!navigator.serviceWorker.controller) throw new Error("not loaded again");
    }),
  );
  assert.equal(await edition(page), "two");
});

published("only what earlier versions kept for this address is deleted", async (site) => {
  const page = await outdated(site);
  const others = ["another program", "prosperity-atlas /elsewhere/ 000000000000"];
  const before = await page.evaluate(async (names) => {
    for (const name of names) await (await caches.open(name)).put("x", new Response("x"));
    return (await caches.keys()).length;
  }, [...others, "prosperity-atlas / 000000000000"]);
  assert.equal(before, 5);
  await button(page, "更新").click();
  await eventually(async () => assert.equal(await edition(page), "two"));
  const left = await cacheNames(page);
  assert.equal(left.length, 3);
  for (const name of others) assert.ok(left.includes(name), name);
  assert.ok(!left.includes(`prosperity-atlas / ${LIST}`));
});

/** What a file that is not the listed one provokes in the console. */
const REFUSED = [/integrity|digest/, /404/, /missing:/];
/** What is still on its way when a server goes. */
const CUT_OFF = /^failed: .*ERR_(INCOMPLETE|EMPTY|CONNECTION)/;

published("files of two versions are never kept as one", async (site) => {
  const file = join(site.folder, "index.html");
  await writeFile(file, `${await readFile(file, "utf8")}<!-- half a version -->`);
  const page = await site.open("#/explore", { allow: REFUSED });
  await eventually(async () => assert.ok(site.asked.includes("/service-worker.js")));
  await eventually(async () => assert.deepEqual(await cacheNames(page), []));
  await eventually(async () =>
    assert.equal(await page.evaluate(async () => !(await navigator.serviceWorker.getRegistration())), true),
  );
  await drawn(page);
  await counts(notice(page), 0);
});

/** Another worker with the list of the version that is kept. */
const again = (folder) => writeFile(join(folder, "service-worker.js"), `${WORKER}// again`);

for (const [name, change] of [
  ["a newer version", (folder) => publish(folder, "two")],
  ["the same version with another worker", again],
]) {
  published(`${name} that cannot be had whole leaves the kept one as it is`, async (site) => {
    const page = await site.open("#/explore", { allow: [...REFUSED, CUT_OFF] });
    await isKept(page);
    await change(site.folder);
    await rm(join(site.folder, "icon-512.png"));
    site.asked.length = 0;
    await page.reload();
    await running(page);
    await eventually(async () => assert.ok(site.asked.includes("/icon-512.png")));
    await eventually(() =>
      page.evaluate(async () => {
        if ((await navigator.serviceWorker.getRegistration()).installing) throw new Error("not yet");
      }),
    );
    assert.deepEqual(await cacheNames(page), [`prosperity-atlas / ${LIST}`]);
    await counts(notice(page), 0);
    await page.context().setOffline(true);
    site.end();
    await page.reload();
    await running(page);
    assert.equal(await edition(page), "");
  });
}

published("where a build that is not kept takes the address over, nothing kept is in its way", async (site) => {
  const page = await site.open("#/explore");
  await isKept(page);
  await publish(site.folder, "two");
  const leave = fileURLToPath(new URL("../../js/no-service-worker.mjs", import.meta.url));
  await copyFile(leave, join(site.folder, "service-worker.js"));
  await page.route("**/boot-*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
  await page.evaluate(async () => {
    await caches.open("another program");
    location.reload();
  });
  await eventually(async () => assert.equal(await edition(page), "two"));
  await eventually(async () => assert.deepEqual(await cacheNames(page), ["another program"]));
  assert.equal(
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
    0,
  );
});

published("in a frame the site is not kept", async (site) => {
  await writeFile(
    join(site.folder, "article.html"),
    `<!doctype html><title>article</title><link rel="icon" href="data:,">
     <iframe title="figure" width="1000" height="800" src="index.html#/explore"></iframe>`,
  );
  const page = await site.open("article.html", { running: false });
  await page
    .frameLocator("iframe")
    .locator("html[data-atlas=running]")
    .waitFor({ state: "attached" });
  await pause(1500);
  assert.ok(!site.asked.includes("/service-worker.js"));
  assert.equal(
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length),
    0,
  );
});

visit("nothing is kept of a page opened from a folder", async (open) => {
  const names = ["index.html", "atlas.html"].filter((name) => existsSync(join(FOLDER, name)));
  for (const name of names) {
    const page = await open("", {
      address: pathToFileURL(join(FOLDER, name)).href,
      serviceWorkers: "allow",
      running: name === "atlas.html",
      // The page of the site needs a server, and says so in the console.
      allow: name === "index.html" ? [/./] : [],
    });
    await pause(500);
    assert.deepEqual(page.context().serviceWorkers(), []);
    await counts(notice(page), 0);
  }
  if (names.includes("atlas.html")) {
    const single = await readFile(join(FOLDER, "atlas.html"), "utf8");
    assert.doesNotMatch(single, /service-?worker\.js/i);
  }
});

test("a build that is not kept has the worker that leaves", { skip: !IS_UNKEPT && "this one is kept" }, () => {
  assert.match(WORKER, /unregister/);
});

test("the site can be installed", async () => {
  const manifest = JSON.parse(await readFile(join(FOLDER, "manifest.webmanifest"), "utf8"));
  assert.equal(manifest.name, "共富图谱 · Prosperity Atlas");
  for (const icon of manifest.icons) {
    const bytes = await readFile(join(FOLDER, icon.src));
    if (icon.type !== "image/png") continue;
    const size = `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
    assert.equal(size, icon.sizes, icon.src);
  }
});
