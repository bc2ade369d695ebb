// Lets the browser keep the site for use without a network, and tells the reader when a newer
// version waits. Nothing here may disturb the page: whatever is refused is passed over.

const WORDS = {
  zh: {
    text: "有新版本。更新会重新载入页面；当前视图在链接中，不会丢失。",
    update: "更新",
    later: "以后",
  },
  en: {
    text:
      "A new version is ready. Updating loads the page again; the view shown is in the link and " +
      "stays.",
    update: "Update",
    later: "Later",
  },
};

/** Whether this page is the site, opened by itself where the browser lets sites be kept. */
function mayBeKept() {
  return (
    // Also the reason to look here first: in a frame without an origin the rest would throw.
    self === top &&
    self.isSecureContext &&
    /^https?:$/.test(location.protocol) &&
    "serviceWorker" in navigator
  );
}

/** Resolves when everything is loaded and the browser has nothing better to do. */
async function rest() {
  if (document.readyState !== "complete") {
    await new Promise((loaded) => addEventListener("load", loaded, { once: true }));
  }
  await new Promise((idle) => (globalThis.requestIdleCallback ?? setTimeout)(() => idle()));
}

/**
 * Keeps the site. A page whose program did not start is not kept; but if an earlier version was, a
 * newer one may be the cure, so it is offered all the same.
 *
 * @param {boolean} isRunning whether the program has started
 */
export async function keepOffline(isRunning) {
  try {
    if (!mayBeKept()) return;
    await rest();
    const workers = navigator.serviceWorker;
    const registration = isRunning
      ? await workers.register("service-worker.js", { scope: "./", updateViaCache: "none" })
      : await workers.getRegistration();
    if (registration) offerUpdates(registration);
  } catch {
    // Storage may be closed or full, or the network gone: then the site is used as ever.
  }
}

function offerUpdates(registration) {
  const follow = (worker) => {
    worker?.addEventListener("statechange", () => {
      // The very first version takes the place of none, and is nothing to tell.
      if (worker.state === "installed" && registration.active) offer(registration);
    });
  };
  if (registration.waiting) offer(registration);
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing));
}

/** Shows that a newer version waits. */
function offer(registration) {
  if (document.getElementById("atlas-update")) return;
  const box = document.createElement("div");
  box.id = "atlas-update";
  box.setAttribute("role", "status");
  const text = document.createElement("p");
  const [update, later] = ["update", "later"].map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.choice = name;
    return button;
  });
  const say = () => {
    const words = WORDS[document.documentElement.lang.startsWith("zh") ? "zh" : "en"];
    box.lang = document.documentElement.lang;
    text.textContent = words.text;
    update.textContent = words.update;
    later.textContent = words.later;
  };
  // The program writes the reader's language there.
  const language = new MutationObserver(say);
  language.observe(document.documentElement, { attributeFilter: ["lang"] });
  const close = () => {
    language.disconnect();
    const hadFocus = box.contains(document.activeElement);
    box.remove();
    if (hadFocus) document.querySelector("main")?.focus();
  };
  update.addEventListener("click", () => activate(registration), { once: true });
  later.addEventListener("click", close);
  box.append(text, update, later);
  document.getElementById("app").before(box);
  // What is read out is what changes in an element that is already there.
  setTimeout(say);
}

/** Lets the waiting version take over, then loads the page with it, once. */
function activate(registration) {
  let isLeaving = false;
  const reload = () => {
    if (!isLeaving) location.reload();
    isLeaving = true;
  };
  const waiting = registration.waiting;
  // Agreed to in another window, it has taken over already.
  if (!waiting) return reload();
  navigator.serviceWorker.addEventListener("controllerchange", reload);
  // A page loaded past the worker (a forced reload) has no controller that could change.
  waiting.addEventListener("statechange", () => {
    if (waiting.state === "activated") reload();
  });
  waiting.postMessage({ type: "prosperity-atlas:activate" });
}
