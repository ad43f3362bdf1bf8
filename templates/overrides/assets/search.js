// The search itself: a field, a count that is read aloud, and results. It opens over any page, and lies in the page of
// the search. Results are plain links under headings: they can be opened in a new tab, and a screen reader goes through
// them by heading, list or link, which a listbox would take away. Arrow keys are a comfort on top. A record's text
// comes in as text and never as HTML.
(function () {
  "use strict";
  const search = window.hgSearch;
  const PAUSE = 180;

  const { add, button, fill, how, make, still } = window.hgBase;
  const link = (/** @type {string} */ text, /** @type {string} */ address) => {
    const one = make("a", "", text);
    one.href = new URL(address, search.root).href;
    return one;
  };

  // While a word is being written, its beginning is enough.
  async function sought(/** @type {Asked} */ asked, /** @type {boolean} */ now) {
    const all = await search.seek(asked);
    if (now || !asked.unfinished || all.found.length >= search.FEW) return all;
    return (await search.unfinished(asked)) || all;
  }

  async function nearby(/** @type {Asked} */ asked, /** @type {Found} */ { found, strays }) {
    const few = found.length < (asked.sentence ? search.STEP : search.FEW) && asked.words.length > (asked.sentence ? 1 : 2);
    const wanting = found.length === 0 || strays.length > 0 || few;
    if (!wanting) return null;
    await search.beside();
    return search.near({ asked, found, strays, names });
  }

  // A field with its results. `ways` says whether it must offer ways on itself; `told` hears what was asked.
  /** @typedef {{ ways: boolean, told: (text: string) => void, answered?: (count: number) => void }} PanelUse */
  function panel(/** @type {PanelUse} */ { ways, told, answered = () => {} }) {
    const said = search.said;
    const input = make("input");
    Object.assign(input, { type: "search", id: "hg-search-field", autocomplete: "off", spellcheck: false, enterKeyHint: "search" });
    input.setAttribute("aria-describedby", "hg-search-help");
    const label = make("label", "hg-hidden", said.field);
    label.htmlFor = input.id;
    const help = make("p", "hg-search__help", ways ? `${said.help} ${said.escape}` : said.help);
    help.id = "hg-search-help";
    const status = make("p", "hg-search__status");
    status.setAttribute("role", "status");
    const results = make("div", "hg-results");
    const form = make("form", "hg-search__form", label, input);
    form.setAttribute("role", "search");
    const whole = make("div", "hg-search__panel", form, status, results, help);
    let latest = 0, timer = /** @type {number | undefined} */ (undefined), jump = false;

    const say = (/** @type {(string | false | undefined | 0)[]} */ ...lines) =>
      status.replaceChildren(...lines.filter(Boolean).map((line) => make("span", "", line + " ")));
    const offer = (/** @type {Inside[]} */ ...parts) => results.replaceChildren(...parts, ...(ways ? [onward()] : []));

    function ask(/** @type {string} */ text, { now = false } = {}) {
      const mine = ++latest;
      clearTimeout(timer);
      if (input.value !== text) input.value = text;
      const asked = search.understand(text);
      told(asked.shown);
      answered(0);
      if (!asked.term) {
        say(said.empty, asked.odd && said.odd);
        offer();
        return;
      }
      timer = setTimeout(() => answer(asked, mine, now), now ? 0 : PAUSE);
    }

    async function answer(/** @type {Asked} */ asked, /** @type {number} */ mine, /** @type {boolean} */ now) {
      const slow = setTimeout(() => { if (mine === latest) say(search.loaded ? said.searching : said.loading); }, 300);
      try {
        const all = await sought(asked, now);
        const { found, pages, strays } = all;
        if (mine !== latest) return;
        const near = await nearby(asked, all);
        const shown = near?.mixed.length ? near.mixed : pages;
        const pin = await search.pinned(asked, shown).catch(() => null); // it is a comfort, and its files may not come
        if (mine !== latest) return;
        const count = found.length;
        const others = shown.filter(({ raw_url }) => raw_url !== pin?.page.raw_url);
        results.replaceChildren(...(pin ? [pinned(pin, asked)] : []), ...groups(others, asked), ...(near ? rest(near, asked) : []));
        if (near && ways) results.append(onward());
        if (count > search.STEP) more(found, asked, search.STEP);
        const alone = asked.words.length === 1, left = strays.length > 0;
        const none = alone ? said.stray : near?.partly.length ? said.some : said.none;
        const some = count === 1 ? (left ? said.rest_one : said.one) : left ? said.rest_many : said.many;
        say(
          ...(count === 0 && alone ? [] : search.absent(strays)),
          fill(count === 0 ? none : some, { n: count, q: asked.shown, w: asked.shown }),
          count > search.STEP && fill(said.shown, { k: search.STEP }),
          near?.mixed.length && said.among,
          asked.over && fill(said.long, { k: asked.limit }),
          asked.odd && said.odd,
        );
        if (jump) results.querySelector("a")?.focus();
        answered(count);
      } catch (error) {
        if (mine !== latest) return;
        console.error(error);
        say(said.failed);
        offer(button(said.again, () => { input.focus(); ask(input.value, { now: true }); }));
      } finally {
        clearTimeout(slow);
        if (mine === latest) jump = false;
      }
    }

    function more(/** @type {Result[]} */ found, /** @type {Asked} */ asked, /** @type {number} */ from) {
      const rest = Math.min(search.STEP, found.length - from);
      const one = button(fill(said.more, { k: rest }), async () => {
        const mine = latest;
        one.disabled = true;
        const pages = await search.read(found.slice(from, from + rest)).catch(() => null);
        if (mine !== latest) return;
        one.disabled = false;
        if (!pages) return say(said.failed);
        one.remove();
        const fresh = pages.map((page) => put(results, page, asked));
        if (found.length > from + rest) more(found, asked, from + rest);
        say(fill(said.shown, { k: from + rest }));
        const rows = [...results.querySelectorAll("li")];
        rows.find((row) => fresh.includes(row))?.querySelector("a")?.focus();
      });
      one.className = "hg-results__more";
      results.insertBefore(one, results.querySelector(":scope > .hg-near"));
    }

    // Pages with some of the words, each word alone, and names that may be meant.
    /** @returns {HTMLElement[]} */
    function rest(/** @type {Near} */ { partly, like, words, meant }, /** @type {Asked} */ asked) {
      const box = (/** @type {string} */ title, /** @type {Inside} */ inside) => make("section", "hg-near", make("h2", "", title), inside);
      const list = (/** @type {Inside[]} */ rows) => make("ul", "", ...rows.map((row) => make("li", "", row)));
      const shown = like.map(({ raw_url }) => raw_url.slice(1));
      const others = meant.filter(({ address }) => !shown.includes(address));
      const alone = (/** @type {[string, number]} */ [word, count]) => button(fill(said.only, { w: word, n: count }), () => { ask(word, { now: true }); input.focus(); });
      return [
        ...(words.length ? [box(said.near, make("div", "", list(words.map(alone)), ...groups(like, { ...asked, words: [words[0][0]], sentence: true }, "h3")))] : []),
        ...(others.length ? [box(said.meant, list(others.map(({ name, address }) => link(name, address))))] : []),
        ...(partly.length ? [box(said.partly, make("div", "", ...groups(partly, { ...asked, sentence: true }, "h3")))] : []),
      ];
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      jump = true; // Enter means: take me there. On a phone it also puts the keyboard away.
      ask(input.value, { now: true });
    });
    input.addEventListener("input", (event) => { if (!event.isComposing) ask(input.value); });
    input.addEventListener("compositionend", () => ask(input.value));
    whole.addEventListener("keydown", (event) => walk(event, input, results));
    return { whole, input, ask };
  }

  // Arrow keys through field and links, and back; Home and End among the links.
  function walk(/** @type {KeyboardEvent} */ event, /** @type {HTMLElement} */ input, /** @type {Element} */ results) {
    const stops = [input, .../** @type {NodeListOf<HTMLElement>} */ (results.querySelectorAll("a, button"))];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    /** @type {Record<string, number | null>} */
    const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: at > 0 ? 1 : null, End: at > 0 ? stops.length - 1 : null };
    const to = steps[event.key];
    if (at < 0 || to === undefined || to === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    stops[to]?.focus();
  }

  function onward() {
    const list = make("ul", "", ...search.said.links.map(([text, address]) => make("li", "", link(text, address))));
    return make("section", "hg-near", make("h2", "", search.said.ways), list);
  }

  /** @type {Named[] | null} */
  let named = null;
  const names = async () => {
    if (!named) await add("assets/search-names.js").catch(() => {});
    return named || [];
  };
  search.names = (rows) => { named = rows; };

  // Results

  /** @typedef {"h2" | "h3"} Level */
  function groups(/** @type {ResultPage[]} */ pages, /** @type {Asked} */ asked, /** @type {Level} */ level = "h2") {
    const all = make("div");
    asked.kind = search.named(asked, pages)[0]?.meta.kind;
    for (const page of pages) put(all, page, asked, level);
    return [...all.children];
  }

  // Those of one kind stand together, and the kinds in the order that the library gives, the kind first of which a page is
  // called what was asked; to a sentence, in the order in which they answer it.
  function put(/** @type {Element} */ results, /** @type {ResultPage} */ page, /** @type {Asked} */ asked, /** @type {Level} */ level = "h2") {
    const kinds = search.said.kinds, kind = page.meta.kind || "";
    const all = /** @type {HTMLElement[]} */ ([...results.children]).filter((one) => !one.matches(".hg-pin"));
    let group = all.find((section) => section.dataset.kind === kind);
    if (!group) {
      group = make("section", "", make(level, "", kind), make("ol"));
      group.dataset.kind = kind;
      const rank = (/** @type {string} */ name) => (asked.sentence ? 0 : name === asked.kind ? -1 : kinds.indexOf(name) + 1 || kinds.length + 1);
      const after = all.find((other) => !other.dataset.kind || rank(other.dataset.kind) > rank(kind));
      results.insertBefore(group, after || null);
    }
    const row = item(page, asked);
    group.querySelector("ol")?.append(row);
    return row;
  }

  // What a reader named, or the form of pushback that she told of, above all else and with its cases.
  function pinned(/** @type {Pin} */ { page, quote, cases }, /** @type {Asked} */ asked) {
    const { said } = search;
    const row = item(page, asked);
    if (quote) row.querySelector("p")?.replaceChildren("“", ...shown(search.compared(quote, asked.words)), "”");
    const all = make("section", "", make("h2", "", page.meta.kind || ""), make("ol", "", row));
    all.dataset.kind = page.meta.kind || "";
    if (cases?.n) {
      const rows = cases.rows.map(([title, address, place]) => make("li", "", link(title, address), place ? ` · ${place}` : ""));
      const onward = link(said.pin_all, cases.explore);
      const words = fill(cases.n === 1 ? said.pin_one : said.pin_many, { n: cases.n });
      row.append(make("p", "hg-pin__cases", words, " ", onward), make("ul", "hg-pin__list", ...rows));
    }
    return make("div", "hg-pin", all);
  }

  function item(/** @type {ResultPage} */ { meta, raw_url, excerpt }, /** @type {Asked} */ asked) {
    const title = link(search.uncut(meta.title || ""), raw_url.replace(/^\//, ""));
    const where = [meta.by, meta.place].filter(Boolean).join(" · ");
    const row = make("li", "", title);
    if (where) row.append(make("span", "hg-results__where", search.uncut(where)));
    const text = marked(search.uncut(excerpt));
    const unmarked = !text.some((part) => part.nodeName === "MARK");
    const called = unmarked ? search.calledBy([meta.called, meta.also], asked.words) : null;
    const heard = search.heardAs(meta.heard, asked.words);
    skip(text, title.text);
    if (unmarked && !asked.unspaced) title.replaceChildren(...shown(search.compared(title.text, asked.words)));
    if (heard.count > (unmarked ? 0 : 1)) {
      row.append(make("p", "", "“", ...shown(heard.best), "”"));
    } else if (called) {
      const [before, after] = search.said.called.split("%w");
      row.append(make("p", "", before, make("mark", "", called), after));
    } else row.append(make("p", "", ...cut(text)));
    if (meta.theme || meta.evidence) row.append(badges(meta));
    return row;
  }

  // A line that begins or ends within a sentence says so.
  function cut(/** @type {Element[]} */ parts) {
    const whole = parts.map((part) => part.textContent).join("").trim();
    return [/^[\p{Ll}\d]/u.test(whole) ? "… " : "", ...parts, whole && !/[.!?…।။።؟。”"')\]]$/u.test(whole) ? " …" : ""];
  }

  const shown = (/** @type {Compared[]} */ words) => words.flatMap(([word, own], at) => [at ? " " : "", own ? make("mark", "", word) : word]);

  function badges(/** @type {Record<string, string>} */ { theme, evidence }) {
    const line = make("p", "hg-badges");
    if (theme) {
      const shape = make("span", "hg-sign");
      shape.dataset.sign = search.said.signs[theme] || "square";
      line.append(make("span", "", shape, " " + theme));
    }
    if (evidence) {
      const [before, after] = search.said.how.split("%w");
      line.append(make("span", "", before, ...how(evidence, search.said.directions), after));
    }
    return line;
  }

  // The excerpt's text with its marks, and nothing else that it might hold.
  function marked(/** @type {string} */ excerpt) {
    const parsed = new DOMParser().parseFromString(excerpt, "text/html").body;
    return [...parsed.childNodes].map((node) => make(node.nodeName === "MARK" ? "mark" : "span", "", node.textContent || ""));
  }

  // The title stands above the line already; where the line begins with it, it goes on from there.
  function skip(/** @type {HTMLElement[]} */ parts, /** @type {string} */ title) {
    if (!parts.map((part) => part.textContent).join("").startsWith(title)) return;
    let left = title.length;
    for (const part of parts) {
      const own = part.textContent || "";
      part.textContent = own.slice(left);
      left = Math.max(0, left - own.length);
      if (!left) break;
    }
    const first = parts.find((part) => part.textContent);
    if (first) first.textContent = (first.textContent || "").replace(/^[.\s]+/, "");
  }

  // Over a page

  /** @typedef {{ veil: HTMLElement, input: HTMLInputElement, ask: SearchPanel["ask"], stilled: HTMLElement[] | null, from: Element | null }} Over */
  /** @type {Over | null} */
  let over = null;

  // Below the header, and clear of the quick way out wherever that stands.
  function place(/** @type {HTMLElement} */ veil) {
    const high = window.innerHeight;
    const head = /** @type {Element} */ (document.querySelector(".hg-header")).getBoundingClientRect();
    let top = head.height < high * 0.4 ? Math.max(0, head.bottom) : 0, bottom = 0;
    for (const exit of document.querySelectorAll(".hg-exit")) {
      const box = exit.getBoundingClientRect();
      if (!box.height) continue;
      if (box.top < high / 2) top = Math.max(top, Math.min(box.bottom, high / 2));
      else bottom = Math.max(bottom, high - box.top);
    }
    veil.style.top = top + "px";
    veil.style.bottom = bottom + "px";
  }

  /** @returns {Over} */
  function build() {
    const said = search.said;
    const page = link(said.page, "search.html");
    const along = make("p", "hg-search__page", page);
    const { whole, input, ask } = panel({
      ways: true,
      told: (text) => { page.href = new URL("search.html#q=" + encodeURIComponent(text), search.root).href; },
      answered: (count) => { along.hidden = count === 0; },
    });
    const shut = button(said.close, () => close());
    shut.className = "hg-search__close";
    whole.querySelector("form")?.append(shut);
    whole.append(along);
    whole.setAttribute("role", "dialog");
    whole.setAttribute("aria-label", said.title);
    const veil = make("div", "hg-veil", whole);
    veil.addEventListener("click", (event) => { if (event.target === veil) close(); });
    whole.addEventListener("click", (event) => {
      const link = /** @type {Element} */ (event.target).closest(".hg-results a");
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) keep(input.value);
    });
    veil.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) { event.preventDefault(); close(); } });
    window.addEventListener("resize", () => { if (over?.stilled) place(veil); });
    return { veil, input, ask, stilled: null, from: null };
  }

  // What Back leads to (base.js). Some browsers refuse it in a folder, where one comes back to the page alone.
  function keep(/** @type {string} */ text) {
    try { history.replaceState(text ? { hgSearch: text } : null, ""); } catch { /* a comfort */ }
  }

  function close() {
    if (!over) return;
    if (history.state?.hgSearch) keep("");
    for (const part of over.stilled || []) part.inert = false;
    over.stilled = null;
    over.veil.remove();
    document.documentElement.classList.remove("hg-searching");
    const back = over.from?.isConnected ? over.from : document.querySelector(".hg-find input");
    if (back instanceof HTMLElement || back instanceof SVGElement) back.focus();
  }

  search.open = (text) => {
    if (search.settled) {
      if (text) search.settled.ask(text);
      return search.settled.input.focus();
    }
    over = over || build();
    if (!over.stilled) {
      over.from = document.activeElement === document.body ? null : document.activeElement;
      document.body.append(over.veil);
      document.documentElement.classList.add("hg-searching");
      place(over.veil);
      over.stilled = still(document.body, over.veil);
      search.engine().catch(() => {}); // on the way while the reader writes; a failure is told when she has written
    }
    over.input.focus();
    if (text || !over.input.value) over.ask(text);
    else over.input.select();
  };

  // In the page of the search. What is asked stands behind the # of the address, which no server is ever sent.

  search.settle = (box) => {
    const asked = () => {
      const own = new URLSearchParams(location.hash.slice(1));
      return (own.has("q") ? own : new URLSearchParams(location.search)).get("q") || "";
    };
    const remember = (/** @type {string} */ text) => {
      if (text === asked() && !new URLSearchParams(location.search).has("q")) return;
      const address = location.pathname + (text ? "#q=" + encodeURIComponent(text) : "");
      try { history.replaceState(null, "", address); } catch { /* some browsers refuse it in a folder */ }
    };
    const mine = (search.settled = panel({ ways: false, told: remember }));
    box.replaceChildren(mine.whole);
    document.documentElement.classList.add("hg-own-search");
    window.addEventListener("hashchange", () => mine.ask(asked(), { now: true }));
    mine.ask(asked(), { now: true });
  };
})();
