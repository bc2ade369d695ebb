// Keeps the site's own files, so that it opens without a network. Served as `service-worker.js`
// beside `index.html`. The build puts the list of files, each with the digest of its content, and
// the hash of that list in place of the two constants.
/* global ATLAS_FILES, ATLAS_LIST */

/** The site's folder. Addresses outside it belong to somebody else. */
const scope = new URL(self.registration.scope);

/** How the names of this folder's caches begin: no address has a space, so none begins another. */
const ours = `prosperity-atlas ${scope.pathname} `;
const cacheName = ours + ATLAS_LIST;

/** The page itself: asked for as the folder, or by its name. */
const PAGE = "./";
const PAGE_NAMES = ["", "index.html"];

/** Addresses of the files kept. */
const kept = new Set(ATLAS_FILES.map(([file]) => new URL(file, scope).href));

/** Pages for frames on other people's sites, which have files and caches of their own. */
const EMBEDS = /^embed(\.html$|\/)/;

/** What follows the folder in an address; nothing outside the folder. */
function inside(address) {
  const url = new URL(address);
  const within = url.origin === scope.origin && url.pathname.startsWith(scope.pathname);
  return within ? url.pathname.slice(scope.pathname.length) : undefined;
}

/** The address under which the answer to a request is kept; nothing for all that is none of ours. */
function keptAddress(request) {
  if (request.method !== "GET" || request.headers.has("range")) return undefined;
  const path = inside(request.url);
  if (path === undefined) return undefined;
  // What stands behind `?` means nothing to the page, but a link may have it.
  if (request.mode === "navigate") {
    return PAGE_NAMES.includes(path) ? new URL(PAGE, scope).href : undefined;
  }
  if (request.referrer && EMBEDS.test(inside(request.referrer) ?? "")) return undefined;
  return kept.has(request.url) ? request.url : undefined;
}

/** Whether an answer is the file with a digest. */
async function isExact(response, integrity) {
  if (!response.ok || response.redirected) return false;
  const bytes = await response.clone().arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return integrity === `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/**
 * One file, by its digest. What the page has just been given is taken from the browser's own cache. That
 * may hold the file of another version: what its digest does not match is asked of the host, and only
 * then a failure.
 */
async function fetchExactly(address, integrity) {
  const near = await fetch(address);
  return (await isExact(near, integrity)) ? near : fetch(address, { cache: "reload", integrity });
}

/**
 * Fetches every file, or fails. A digest that does not match is a failure: while a new version is
 * being put on the host, files of two versions must not be kept as one.
 */
async function fetchAll() {
  // The version in use may be put on the host again, after another: what it keeps must stay.
  const wasThere = await caches.has(cacheName);
  const cache = await caches.open(cacheName);
  try {
    await Promise.all(
      ATLAS_FILES.map(async ([file, integrity]) => {
        const address = new URL(file, scope);
        const response = await fetchExactly(address, integrity);
        if (!response.ok || response.redirected) throw new Error(`${file}: ${response.status}`);
        await cache.put(address, response);
      }),
    );
  } catch (error) {
    if (!wasThere) await caches.delete(cacheName);
    throw error;
  }
}

/** Deletes what earlier versions kept for this folder. */
async function deleteOld() {
  // One more version may be on its way already. What is old is left to it.
  if (self.registration.installing) return;
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(ours) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answer(address, request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(address, { ignoreVary: true })) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(fetchAll()));
self.addEventListener("activate", (event) => event.waitUntil(deleteOld()));

self.addEventListener("fetch", (event) => {
  const address = keptAddress(event.request);
  // Without an answer from here the browser asks the network as if there were no worker.
  if (address !== undefined) event.respondWith(answer(address, event.request));
});

// An open page goes on with the version it began with, until its reader agrees to another.
self.addEventListener("message", (event) => {
  if (event.data?.type === "prosperity-atlas:activate") self.skipWaiting();
});
