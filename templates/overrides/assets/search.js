// Search, loaded on the search page only. Over http, Pagefind reads its own files. From a folder, where a browser
// refuses to fetch anything, each of those files has a twin: a script that hands over the same bytes. The loader
// below adds the twin to the page when Pagefind asks for the file, so nothing is loaded before it is needed.
(async function () {
  "use strict";
  const box = document.getElementById("hg-search");
  const query = new URLSearchParams(location.search).get("q") || "";
  if (!box) return;
  const words = box.dataset;
  const kinds = words.kinds.split("|");
  const root = new URL(document.currentScript.dataset.root + "/", location.href);
  const base = new URL("pagefind/", root);
  const input = document.getElementById("hg-query");
  input.value = query;

  const say = (text) => {
    const line = document.createElement("p");
    line.setAttribute("role", "status");
    line.textContent = text;
    box.replaceChildren(line);
  };
  const fill = (text, values) => text.replace(/%([a-z])/g, (all, key) => (key in values ? values[key] : all));
  if (!query.trim()) return say(words.empty);
  say(words.searching);
  try {
    const pagefind = await load();
    const found = (await pagefind.search(query.slice(0, 300))).results;
    const total = found.length;
    say(fill(total === 0 ? words.none : total === 1 ? words.one : words.many, { n: total, q: query.slice(0, 300) }));
    const results = document.createElement("div");
    results.className = "hg-results";
    box.append(results);
    await show(results, found, 0);
  } catch (error) {
    say(words.failed);
    console.error(error);
  }

  // A page of results: those of one kind stand together, and the kinds in the order that the page gives.
  async function show(results, found, from) {
    const step = 30;
    const pages = await Promise.all(found.slice(from, from + step).map((result) => result.data()));
    for (const page of pages) list(results, page.meta.kind || "").append(item(page));
    if (found.length <= from + step) return;
    const more = document.createElement("button");
    more.type = "button";
    more.textContent = fill(words.more, { k: found.length - from - step });
    more.addEventListener("click", () => { more.remove(); show(results, found, from + step); });
    results.append(more);
  }

  function list(results, kind) {
    let group = [...results.querySelectorAll("section")].find((section) => section.dataset.kind === kind);
    if (!group) {
      group = document.createElement("section");
      group.dataset.kind = kind;
      const heading = document.createElement("h2");
      heading.textContent = kind;
      group.append(heading, document.createElement("ol"));
      const rank = (name) => kinds.indexOf(name) + 1 || kinds.length + 1;
      const after = [...results.children].find((other) => rank(other.dataset.kind) > rank(kind));
      results.insertBefore(group, after || null);
    }
    return group.querySelector("ol");
  }

  function item(page) {
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(page.raw_url.replace(/^\//, ""), root);
    link.textContent = page.meta.title;
    row.append(link);
    if (page.meta.place) row.append(` (${page.meta.place})`);
    row.append(document.createElement("br"), ...marked(page.excerpt));
    return row;
  }

  // The excerpt's text with its marks, and nothing else that it might hold.
  function marked(excerpt) {
    const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
    return [...parsed.childNodes].map((node) => {
      const part = node.nodeName === "MARK" ? document.createElement("mark") : document.createElement("span");
      part.textContent = node.textContent;
      return part;
    });
  }

  async function load() {
    if (location.protocol !== "file:") {
      const pagefind = await import(new URL("pagefind.js", base).href);
      await pagefind.options({ basePath: base.href });
      return pagefind;
    }
    const waiting = new Map();
    window.hgPiece = (name, text) => waiting.get(name)(Uint8Array.from(atob(text), (mark) => mark.charCodeAt(0)));
    const piece = (name) => new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      const script = document.createElement("script");
      script.src = new URL(name + ".js", base);
      script.onerror = () => reject(new Error(name));
      script.onload = () => script.remove();
      document.head.append(script);
    });
    const browserFetch = window.fetch;
    window.fetch = async (address, options) => {
      const url = new URL(address, location.href);
      if (!url.href.startsWith(base.href)) return browserFetch(address, options);
      return new Response(await piece(url.pathname.slice(base.pathname.length)));
    };
    const module = new Blob([await piece("pagefind.js")], { type: "text/javascript" });
    const pagefind = await import(URL.createObjectURL(module));
    await pagefind.options({ basePath: base.href, noWorker: true });
    return pagefind;
  }
})();
