// Explore: the state is read from the address, whatever a reader does makes a new state, and a state is always shown
// whole, so that reload, back and a shared address come out the same. Counts and results are computed here from numbers;
// the texts of the cards come in pieces when they are shown, and the search index when somebody asks for words.
(async function () {
  "use strict";
  const explore = window.hgExplore;
  const discreet = /** @type {HTMLElement} */ (document.currentScript).dataset.discreet !== undefined;
  const { add, fill, make, root, LONGEST } = window.hgBase;
  const { button } = explore;
  const box = /** @type {HTMLElement} */ (document.getElementById("hg-explore"));
  const PAUSE = 300;
  const MORE = 20; // a reader who asks for more gets more at once than at first, when each card may wait for a file of its own
  explore.plain(false);
  try {
    await add("assets/explore-words.js");
    await add("assets/explore-data.js");
    if (!explore.said || !explore.library) throw new Error("the data are not whole");
  } catch (error) {
    explore.plain(true);
    console.error(error);
    return;
  }
  const { said, library } = explore;
  let state = explore.start(), latest = 0;
  let counted = /** @type {Counted | null} */ (null); // what is shown now
  let ground = /** @type {(Counted & { all: boolean }) | null} */ (null); // with nothing chosen
  let found = /** @type {number[] | null} */ (null); // what has the words, if there are any
  let drawn = /** @type {number[]} */ ([]);

  // The parts of the page

  const panel = explore.panel(library, (facet, value, on) => change(on ? explore.choose(state, facet.key, value, true) : without(facet, value)), (facet, values) => change(explore.chooseAll(state, facet.key, values)));
  const side = make("aside", "hg-explore__side", make("h2", "", said.narrow), panel.element);
  const input = make("input");
  Object.assign(input, { type: "search", id: "hg-explore-text", autocomplete: "off", spellcheck: false, enterKeyHint: "search", maxLength: LONGEST });
  const text = field("hg-explore__text", said.text, input);
  const sort = make("select");
  sort.id = "hg-explore-sort";
  const order = field("hg-explore__order", said.sort, sort);
  /** @type {Element} */ (order.firstElementChild).className = "hg-hidden";
  const wide = make("input");
  wide.type = "checkbox";
  const switching = make("label", "hg-explore__switch", wide, make("span", "", said.kinds_too));
  switching.hidden = !library.kinds[0].length || !library.kinds.slice(1).some((some) => some.length);
  const listed = make("a", "hg-explore__list");
  const chips = make("ul", "hg-chips");
  chips.setAttribute("aria-label", said.chosen);
  const status = make("p", "hg-explore__status");
  status.setAttribute("role", "status");
  const notice = make("p", "hg-explore__notice");
  notice.setAttribute("role", "status");
  const head = make("h2", "hg-hidden", said.results);
  head.tabIndex = -1;
  const list = make("ol", "hg-explore__results");
  const more = button(said.more_results, () => show(more_of(state)));
  const open = button("", () => sheet.open(open), "hg-button hg-explore__open");
  const sheet = explore.sheet(panel.element, side, () => { line.scrollIntoView(); head.focus({ preventScroll: true }); });
  const top = make("div", "hg-explore__top", text, switching);
  const copied = make("span", "hg-explore__copied");
  copied.setAttribute("role", "status");
  const copying = button(said.copy, copy, "hg-button hg-explore__copy");
  const taking = button("", take, "hg-button hg-explore__copy");
  const line = make("div", "hg-explore__line", status, listed, order, copying, taking, copied);
  const main = make("div", "hg-explore__main", top, notice, chips, line, explore.key(), head, list, more);
  box.append(open, side, main);
  box.hidden = false;
  document.documentElement.classList.add("hg-own-search");
  const title = document.title;

  function field(/** @type {string} */ name, /** @type {string} */ words, /** @type {HTMLElement} */ control) {
    const label = make("label", "", words);
    label.htmlFor = control.id;
    return make("div", name, label, control);
  }

  // Where the browser does not let a page write to the clipboard, the reader can: the address stands in a field and is marked.
  async function copy() {
    const address = Object.assign(make("input", "hg-explore__address"), { readOnly: true, value: location.href });
    try {
      await navigator.clipboard.writeText(address.value);
      copied.textContent = said.copied;
    } catch {
      address.setAttribute("aria-label", said.copy);
      copied.replaceChildren(address);
      address.select();
      const done = document.execCommand("copy");
      copied.append(done ? said.copied : said.copy_self);
    }
  }

  // The results in full, as far as a list goes. Their addresses come when somebody asks for them.
  async function take() {
    try {
      await add("assets/explore-addresses.js");
    } catch (error) {
      console.error(error);
      notice.textContent = said.failed;
      return;
    }
    const all = [...explore.numbers.keys()];
    if (counted) location.href = explore.setOf(explore.order(library, state, counted.matches, found, explore.MOST_LISTED).map((number) => all[number]));
  }

  // A bookmark is told from another by what was chosen.
  function name() {
    const short = (/** @type {Chosen} */ one) => ("q" in one ? explore.shortly(one.q) : one.facet.key === "country" ? one.facet.labels[one.at] : explore.shortly(one.facet.labels[one.at]));
    const whole = (/** @type {Chosen} */ one) => ("q" in one ? `“${one.q}”` : one.facet.labels[one.at]);
    const names = chosen().map(discreet ? short : whole).join(", ");
    const [own, ...site] = title.split(" – ");
    document.title = names ? [`${own} ${names}`, ...site].join(" – ") : title;
  }

  // From one state to the next

  const more_of = (/** @type {State} */ one) => ({ ...one, show: one.show + MORE });

  // The address is that of the state; a state that is only typed on the way to another one takes its place.
  function put(/** @type {State} */ next, /** @type {boolean} */ replace) {
    const address = location.pathname + location.search + explore.write(next, library);
    if (replace) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
  }

  function change(/** @type {ToldState} */ next, { replace = false } = {}) {
    put(next, replace);
    notice.textContent = next.told || "";
    return settle(next);
  }

  // A value is taken out. If those that stay beside it have nothing together with the rest, they go too: no step may
  // lead to nothing.
  /** @returns {ToldState} */
  function without(/** @type {Facet} */ facet, /** @type {string} */ value) {
    const next = explore.choose(state, facet.key, value, false);
    const left = next.chosen.get(facet.key);
    if (!left || !counted?.size || explore.count(library, next, state.q ? found : null).size) return next;
    next.chosen.delete(facet.key);
    const names = [...left].map((one) => facet.labels[/** @type {number} */ (facet.at.get(one))]);
    return { ...next, told: fill(said.loosened, { w: explore.some(names, said) }) };
  }

  async function settle(/** @type {State} */ next) {
    const mine = ++latest;
    const asked = state.q;
    state = next;
    if (document.activeElement !== input || explore.asked(input.value) !== state.q) input.value = state.q;
    if (state.q) {
      try {
        const coming = explore.find(state.q);
        if (coming instanceof Promise) status.textContent = said.searching;
        const { numbers, told } = await coming;
        if (mine !== latest) return;
        found = numbers;
        if (told) notice.textContent = [notice.textContent, told].filter(Boolean).join(" ");
      } catch (error) {
        if (mine !== latest) return;
        console.error(error);
        found = null;
        notice.textContent = said.text_failed;
      }
    } else {
      found = null;
    }
    if (asked !== state.q || !counted) orders();
    if (!ground || ground.all !== state.all) ground = { all: state.all, ...explore.count(library, { ...explore.start(), all: state.all }, null) };
    counted = explore.count(library, state, found);
    panel.update(state, counted, ground);
    controls(counted);
    await results(mine, counted);
  }

  function controls(/** @type {Counted} */ counted) {
    sort.value = state.sort || (state.q ? "" : "evidence");
    wide.checked = state.all;
    wide.disabled = state.all && counted.size > 0 && !counted.kinds[0] && document.activeElement !== wide;
    chips.replaceChildren(...chosen().map(chip));
    chips.hidden = !chips.children.length;
    if (chips.children.length > 1) chips.append(make("li", "hg-chips__all", button(said.clear, () => { change({ ...state, chosen: new Map(), q: "", show: explore.STEP }); head.focus(); }, "hg-button")));
    const number = [...state.chosen.values()].reduce((sum, values) => sum + values.size, 0);
    open.textContent = number ? `${said.narrow} (${number})` : said.narrow;
    status.textContent = counted.size || !chosen().length ? count(counted.size) : said.nothing;
    copying.hidden = !chosen().length;
    copied.replaceChildren();
    taking.hidden = !counted.size;
    taking.textContent = counted.size > explore.MOST_LISTED ? fill(said.set_first, { n: explore.MOST_LISTED }) : said.set;
    name();
    sheet.say(counted.size === 1 ? said.see_one : fill(said.see_many, { n: counted.size }), count(counted.size));
    own();
  }

  function count(/** @type {number} */ size) {
    const all = state.all ? library.total : library.kinds[0].length || library.total;
    const words = state.all ? [said.all_one, said.all_many] : [said.case_one, said.case_many];
    const line = fill(size === 1 ? words[0] : words[1], { n: size });
    return size === all ? line : `${line} ${fill(said.of, { t: all })}`;
  }

  // The list of one's own: its link, and the ticks.
  function own() {
    listed.hidden = !state.list.length;
    listed.textContent = `${said.my_list} (${state.list.length})`;
    listed.href = new URL("list.html#" + state.list.join(","), root).href;
    for (const item of /** @type {Iterable<HTMLElement>} */ (list.children)) {
      const tick = item.querySelector("input");
      if (tick) tick.checked = state.list.includes(item.dataset.address || "");
    }
  }

  function orders() {
    const kinds = [...(state.q ? [["", said.by_relevance]] : []), ["evidence", said.by_evidence], ["checked", said.by_checked], ["title", said.by_title]];
    sort.replaceChildren(...kinds.map(([value, words]) => Object.assign(make("option", "", words), { value })));
  }

  // What is chosen, as chips: each leads to the page of its value, and can be taken out.

  /** @typedef {{ q: string } | { facet: Facet, value: string, at: number }} Chosen */
  /** @returns {Chosen[]} */
  function chosen() {
    const all = library.facets.flatMap((facet) =>
      facet.values.flatMap((value, at) => (state.chosen.get(facet.key)?.has(value) ? [{ facet, value, at }] : [])));
    return state.q ? [{ q: state.q }, ...all] : all;
  }

  function chip(/** @type {Chosen} */ one, /** @type {number} */ place) {
    const [kind, words] = "q" in one ? [said.text, `“${one.q}”`] : [one.facet.name, one.facet.labels[one.at]];
    const name = make("q" in one ? "span" : "a", "hg-chip__name", words);
    if (name instanceof HTMLAnchorElement && "facet" in one) name.href = new URL(`${one.facet.folder}${one.value.toLowerCase()}.html`, root).href;
    const out = button("", () => {
      change("q" in one ? { ...state, q: "", show: explore.STEP } : without(one.facet, one.value)).then(() => {
        const left = /** @type {NodeListOf<HTMLElement>} */ (chips.querySelectorAll(".hg-chip button"));
        (left[place] || left[left.length - 1] || head).focus();
      });
    }, "hg-chip__out");
    out.setAttribute("aria-label", fill(said.remove, { w: `${kind}: ${words}` }));
    return make("li", "hg-chip", make("span", "hg-chip__facet", kind), name, out);
  }

  // Results

  async function results(/** @type {number} */ mine, /** @type {Counted} */ counted) {
    const order = explore.order(library, state, counted.matches, found, state.show);
    try {
      const rows = explore.rows(order, library.piece);
      if (rows instanceof Promise) list.setAttribute("aria-busy", "true");
      const these = rows instanceof Promise ? await rows : rows;
      if (mine !== latest) return;
      // Where only more follow, those that are there stay, and the focus with them.
      const same = drawn.every((number, at) => number === order[at]) ? drawn.length : 0;
      if (same === 0) list.replaceChildren();
      list.append(...these.slice(same).map(item));
      drawn = order;
      own();
    } catch (error) {
      if (mine !== latest) return;
      console.error(error);
      notice.textContent = said.failed;
      explore.plain(true);
    }
    list.removeAttribute("aria-busy");
    more.hidden = drawn.length >= counted.size;
  }

  function item(/** @type {Card} */ row) {
    const one = explore.card(row, "h3");
    one.dataset.address = row.address;
    const tick = make("input");
    tick.type = "checkbox";
    tick.setAttribute("aria-label", fill(said.on_list_of, { w: row.title }));
    tick.addEventListener("change", () => {
      const others = state.list.filter((address) => address !== row.address);
      state = { ...state, list: tick.checked ? [...others, row.address] : others };
      put(state, true);
      own();
    });
    one.append(make("label", "hg-found__tick", tick, make("span", "", said.on_list)));
    return one;
  }

  async function show(/** @type {State} */ next) {
    const before = list.children.length;
    await change(next, { replace: true });
    list.children[before]?.querySelector("a")?.focus();
  }

  // What the reader does

  let timer = /** @type {number | undefined} */ (undefined);
  const typed = (/** @type {number} */ pause) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const q = explore.asked(input.value);
      if (q !== state.q) change({ ...state, q, sort: "", show: explore.STEP }, { replace: Boolean(state.q && q) });
    }, pause);
  };
  input.addEventListener("input", (event) => { if (!event.isComposing) typed(PAUSE); });
  input.addEventListener("compositionend", () => typed(PAUSE));
  input.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) typed(0); });
  sort.addEventListener("change", () => change({ ...state, sort: sort.value === "evidence" && !state.q ? "" : sort.value, show: explore.STEP }));
  wide.addEventListener("change", () => change({ ...state, all: wide.checked, show: explore.STEP }));

  // From the address. A fragment that names a place of the page is a jump and not a state.
  function arrive() {
    const place = location.hash.slice(1);
    if (place && !place.includes("=") && document.getElementById(place)) return put(state, true);
    const { state: next, ignored } = explore.read(location.hash, library);
    notice.textContent = ignored.length ? fill(said.unknown, { w: explore.some(ignored, said) }) : "";
    return settle(next);
  }
  window.addEventListener("hashchange", arrive);
  arrive();
})();
