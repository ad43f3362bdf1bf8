// The only part of the search that every page carries: it opens the rest when somebody asks for it, and never before.
// Until the rest has come, the field in the header goes on taking what is typed; if it does not come, the form still
// leads to the page of the search, which offers the lists.
(function () {
  "use strict";
  const own = document.currentScript.dataset;
  const root = new URL(own.root + "/", location.href);
  const form = document.querySelector(".hg-find");
  const input = form.querySelector("input");
  const parts = ["search-query.js", "search-ask.js", "pagefind-loader.js", "search.js", "search-words.js"];
  const search = (window.hgSearch = { root, words: (said) => { search.said = said; } });
  let coming = null;

  // Stills the page around what lies over it, except the quick way out of the site, and says what it stilled.
  search.still = (parent, spare, made = []) => {
    for (const part of parent.children) {
      if (part === spare || part.matches("script, style, link, .hg-exit") || part.inert) continue;
      if (part.querySelector(".hg-exit")) search.still(part, spare, made);
      else { part.inert = true; made.push(part); }
    }
    return made;
  };

  search.add = (name) => new Promise((resolve, reject) => {
    const sheet = name.endsWith(".css");
    const part = document.createElement(sheet ? "link" : "script");
    if (sheet) part.rel = "stylesheet";
    part[sheet ? "href" : "src"] = new URL("assets/" + name, root);
    if (!sheet) part.async = false;
    part.onload = resolve;
    part.onerror = () => { part.remove(); reject(new Error(name)); };
    document.head.append(part);
  });
  search.load = () => {
    coming = coming || Promise.all(["search.css", ...parts].map(search.add)).then(() => search.prepare());
    coming.catch(() => { coming = null; });
    return coming;
  };

  const status = document.createElement("p");
  status.className = "hg-find__status";
  status.setAttribute("role", "status");
  form.append(status);
  let opening = false;
  const open = async () => {
    if (opening) return; // the field is read when the search has come, with all that was typed by then
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
  const typed = (event) => { if (!event.isComposing) open(); };
  input.addEventListener("click", open);
  input.addEventListener("input", typed);
  input.addEventListener("compositionend", open);
  form.addEventListener("submit", (event) => {
    if (status.textContent === own.failed) return; // the form's own way, to the page of the search
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && own.slash !== "off" && !event.ctrlKey && !event.metaKey && !event.altKey && !writing;
    const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !letter) return;
    event.preventDefault();
    open();
  });

  const box = document.getElementById("hg-search");
  if (!box) return;
  box.textContent = own.loading;
  search.load().then(() => search.settle(box), () => { box.textContent = own.failed; });
})();
