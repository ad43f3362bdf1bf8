// What every page carries: the foot of its sheets, the way to its top, and the opener of the search.
(function () {
  "use strict";
  const own = /** @type {any} */ (document.currentScript).dataset;
  const base = (window.hgBase = /** @type {HgBase} */ ({ root: new URL(own.root + "/", location.href) }));

  base.make = (tag, name, ...inside) => {
    const part = document.createElement(tag);
    if (name) part.className = name;
    part.append(...inside);
    return part;
  };

  // What stands at the foot of each sheet. Where on somebody's disk a folder lies is nobody's business.
  const here = location.protocol === "file:" ? location.pathname.slice(base.root.pathname.length) : location.host + location.pathname;
  const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  document.documentElement.style.setProperty("--hg-foot", JSON.stringify([own.name, here, day].join(" · ")));

  // To the top, without a word in the address, which may hold what a reader chose.
  document.querySelector(".hg-top")?.addEventListener("click", (event) => {
    event.preventDefault();
    scrollTo(0, 0);
    /** @type {HTMLElement} */ (document.querySelector(".hg-name")).focus({ preventScroll: true });
  });

  // A file is added once, in its turn; one that did not come is asked for again.
  /** @type {Record<string, Promise<any>>} */
  const files = {};
  base.add = (name) => (files[name] ??= new Promise((resolve, reject) => {
    const from = new URL(name, base.root);
    const part = base.make(name.endsWith(".css") ? "link" : "script");
    Object.assign(part, { rel: "stylesheet", href: from, src: from, async: false });
    part.onload = resolve;
    part.onerror = () => { part.remove(); delete files[name]; reject(new Error(name)); };
    document.head.append(part);
  }));

  // A page that set-texts.js opens out of sight hands its text over; in a folder alone, where nobody else's page can hold it.
  if (self.name === "hg-text" && location.protocol === "file:") parent.postMessage(/** @type {Element} */ (document.querySelector("main")).innerHTML, "*");

  const form = /** @type {HTMLFormElement} */ (document.querySelector(".hg-find"));
  const input = /** @type {HTMLInputElement} */ (form.q);
  const parts = "search.css pieces.js search-query.js search-ask.js pagefind-loader.js search.js search-words.js".split(" ");
  const search = (window.hgSearch = /** @type {HgSearch} */ ({ root: base.root, words: (said) => { search.said = said; } }));
  search.load = () => Promise.all(parts.map((name) => base.add("assets/" + name))).then(() => search.prepare());

  const status = base.make("p", "hg-find__status");
  status.setAttribute("role", "status");
  form.append(status);
  let opening = false;
  const open = async () => {
    if (opening) return; // the field is read when the search has come
    opening = true;
    const slow = setTimeout(() => { status.textContent = own.loading; }, 400);
    try {
      await search.load();
      status.textContent = "";
      search.open(input.value);
      input.value = "";
    } catch (error) {
      status.textContent = own.failed;
      console.error(error);
    } finally {
      opening = false;
      clearTimeout(slow);
    }
  };
  input.addEventListener("click", open);
  input.addEventListener("input", (event) => { if (!event.isComposing) open(); });
  input.addEventListener("compositionend", open);
  form.addEventListener("submit", (event) => {
    if (status.textContent === own.failed) return; // the form's own way
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    const writing = document.activeElement?.closest("input, textarea, select, [contenteditable]");
    const asks = control ? event.key.toLowerCase() === "k" && !event.shiftKey : event.key === "/" && own.slash !== "off" && !writing;
    if (event.altKey || !asks) return;
    event.preventDefault();
    open();
  });

  // Back from a result leads to the results (keep() in search.js).
  if (history.state?.hgSearch) {
    input.value = history.state.hgSearch;
    open();
  }

  const box = document.getElementById("hg-search");
  if (!box) return;
  box.textContent = own.loading;
  search.load().then(() => search.settle(box), () => { box.textContent = own.failed; });
})();
