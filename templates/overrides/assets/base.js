// What every page carries: pieces that all scripts share, and the opener of the search, whose rest comes when somebody asks for it.
(function () {
  "use strict";
  const own = /** @type {any} */ (document.currentScript).dataset;
  const base = (window.hgBase = /** @type {HgBase} */ ({ root: new URL(own.root + "/", location.href), LONGEST: 300 }));

  base.make = (tag, name, ...inside) => {
    const part = document.createElement(tag);
    if (name) part.className = name;
    part.append(...inside);
    return part;
  };
  base.button = (text, act, name = "") => {
    const one = base.make("button", name, text);
    one.type = "button";
    one.onclick = act;
    return one;
  };
  base.fill = (text, values) => text.replace(/%([a-z])/g, (all, key) => String(values[key] ?? all));
  base.folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // What stands at the foot of each sheet of paper. Where on somebody's disk a folder lies is nobody's business.
  const here = location.protocol === "file:" ? location.pathname.slice(base.root.pathname.length) : location.host + location.pathname;
  const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  document.documentElement.style.setProperty("--hg-foot", JSON.stringify([own.name, here, day].join(" · ")));

  // To the very top, and without a word in the address, which may hold what a reader chose.
  document.querySelector(".hg-top")?.addEventListener("click", (event) => {
    event.preventDefault();
    scrollTo(0, 0);
    /** @type {HTMLElement} */ (document.querySelector(".hg-name")).focus({ preventScroll: true });
  });

  // The contents of a page stand open beside it on a desk, and closed above it on a phone.
  /** @type {HTMLDetailsElement | null} */
  const contents = document.querySelector(".hg-contents details");
  const desk = matchMedia("(min-width: 60em)");
  const settle = () => { if (contents) contents.open = desk.matches; };
  desk.addEventListener("change", settle);
  settle();

  // A file is added once, behind those before it; one that did not come is asked for again.
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

  // Stills the page around what lies over it, but the quick way out, and says what it stilled.
  base.still = (parent, spare, made = []) => {
    for (const part of /** @type {Iterable<HTMLElement>} */ (parent.children)) {
      if (part === spare || part.matches("script, style, link, .hg-exit") || part.inert) continue;
      if (part.querySelector(".hg-exit")) base.still(part, spare, made);
      else { part.inert = true; made.push(part); }
    }
    return made;
  };

  const form = /** @type {HTMLFormElement} */ (document.querySelector(".hg-find"));
  const input = /** @type {HTMLInputElement} */ (form.q);
  const parts = "search.css how-known.js search-query.js search-ask.js pagefind-loader.js search.js search-words.js".split(" ");
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
    const slash = event.key === "/" && own.slash !== "off" && !control && !writing;
    const letter = event.key.toLowerCase() === "k" && control && !event.shiftKey;
    if (event.altKey || !(slash || letter)) return;
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
