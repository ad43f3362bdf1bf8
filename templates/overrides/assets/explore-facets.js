// The facets: each a group of boxes that opens, with a count beside every value. A value without results cannot be
// ticked, so no tick leads to nothing. Boxes are made when their group is first opened, and of a long facet only those
// that are shown: it begins with the values that most results have, the rest is found by name. The box that has the
// focus is never taken away or switched off under the reader's finger.
(function () {
  "use strict";
  const explore = window.hgExplore;
  const { make, fill, folded } = window.hgBase;
  const SHORT = 12, FIRST = 8, MOST_VALUES = 60;
  const OPEN = ["theme", "resistance"];
  const FIRST_FACETS = ["theme", "resistance", "country", "people", "evidence", "direction"]; // what readers ask for most; the rest is a tap away

  // `ticked(facet, value, on)` hears what a reader ticks. Gives the element, and how to bring it up to date: `ground` are
  // the counts when nothing is chosen. A value that has none even then is not shown.
  explore.panel = (library, ticked, several) => {
    const groups = library.facets.map((facet) => group(facet, ticked, several));
    const first = groups.filter(({ key }) => FIRST_FACETS.includes(key)), others = groups.filter((one) => !first.includes(one));
    const rest = make("details", "hg-facets__rest", make("summary", "", explore.said.more_facets), ...others.map((one) => one.element));
    const element = make("div", "hg-facets", ...first.map((one) => one.element), rest, make("p", "hg-facets__how", explore.said.how));
    const update = (/** @type {State} */ state, /** @type {Counted} */ counted, /** @type {Counted} */ ground) => {
      for (const one of groups) one.update(state.chosen.get(one.key), counted.counts.get(one.key) || [], ground.counts.get(one.key) || []);
      rest.hidden = others.every((one) => one.element.hidden);
      if (others.some((one) => state.chosen.has(one.key))) rest.open = true;
    };
    return { element, update };
  };

  /** @typedef {{ item: HTMLLIElement, box: HTMLInputElement, count: HTMLElement }} Row */

  // Kinds of evidence stand the strongest first, so “this kind or stronger” is those up to one. Gives the field, and how it follows.
  function atLeast(/** @type {Facet} */ facet, /** @type {(facet: Facet, values: string[]) => void} */ several) {
    const { said } = explore;
    const select = make("select");
    const label = make("label", "hg-facet__least", said.at_least, select);
    let kinds = /** @type {string[]} */ ([]);
    select.addEventListener("change", () => several(facet, kinds.slice(0, Number(select.value))));
    const update = (/** @type {Set<string>} */ chosen, /** @type {number[]} */ possible) => {
      kinds = facet.values.filter((_, at) => possible[at]);
      const option = (/** @type {string} */ text, /** @type {number} */ value) => Object.assign(make("option", "", text), { value });
      const named = kinds.slice(1).map((kind, at) => option(fill(said.or_stronger, { w: facet.labels[/** @type {number} */ (facet.at.get(kind))] }), at + 2));
      select.replaceChildren(option(said.any_kind, 0), ...named);
      const upTo = chosen.size > 1 && kinds.slice(0, chosen.size).every((kind) => chosen.has(kind)) ? chosen.size : 0;
      select.value = String(upTo);
      label.hidden = kinds.length < 2;
    };
    return { label, update };
  }

  /** @typedef {(facet: Facet, value: string, on: boolean) => void} Ticked */
  function group(/** @type {Facet} */ facet, /** @type {Ticked} */ ticked, /** @type {(facet: Facet, values: string[]) => void} */ several) {
    const { said } = explore;
    const number = make("span", "hg-facet__number");
    const element = make("details", "hg-facet", make("summary", "", facet.name, " ", number));
    /** @type {Map<number, Row>} */
    const rows = new Map();
    const list = make("ul", "hg-facet__values");
    const long = facet.values.length > SHORT;
    const least = facet.key === "evidence" ? atLeast(facet, several) : null;
    const rest = make("p", "hg-facet__rest");
    let chosen = /** @type {Set<string>} */ (new Set()), counts = /** @type {number[]} */ ([]), possible = counts;
    let built = false, whole = false, sought = "";

    const more = explore.button("", () => { whole = !whole; draw(); }, "hg-facet__more");
    function build() {
      built = true;
      const legend = make("legend", "hg-hidden", facet.name);
      const set = make("fieldset", "", legend);
      if (least) set.append(least.label);
      if (long) set.append(filter());
      set.append(list);
      if (long) set.append(rest, more);
      element.append(set);
    }
    function filter() {
      const input = make("input", "hg-facet__filter");
      Object.assign(input, { type: "text", autocomplete: "off", spellcheck: false });
      input.placeholder = fill(said.filter, { f: facet.name });
      input.setAttribute("aria-label", input.placeholder);
      input.addEventListener("input", () => { sought = folded(input.value.trim()); draw(); });
      return input;
    }

    function row(/** @type {number} */ at) {
      const known = rows.get(at);
      if (known) return known;
      const box = make("input");
      box.type = "checkbox";
      const count = make("span", "hg-facet__count");
      const item = make("li", "", make("label", "", box, make("span", "hg-facet__label", facet.labels[at]), " ", count));
      box.addEventListener("change", () => {
        if (box.checked && !counts[at]) box.checked = false;
        else ticked(facet, facet.values[at], box.checked);
      });
      box.addEventListener("blur", () => { box.disabled = !box.checked && !counts[at]; });
      const made = { item, box, count };
      rows.set(at, made);
      return made;
    }

    // Which values are shown, in their own order.
    function shown() {
      const all = facet.values.map((_, at) => at).filter((at) => possible[at] || chosen.has(facet.values[at]));
      if (!long) return { at: all, left: 0, none: false };
      const kept = (/** @type {number} */ at) => chosen.has(facet.values[at]) || rows.get(at)?.box === document.activeElement;
      const fitting = all.filter((at) => counts[at] && (!sought || folded(facet.labels[at]).includes(sought)));
      const most = whole || sought ? MOST_VALUES : FIRST;
      const best = new Set(fitting.length > most ? [...fitting].sort((one, other) => counts[other] - counts[one] || one - other).slice(0, most) : fitting);
      more.hidden = Boolean(sought) || (fitting.length <= FIRST && !whole);
      more.textContent = whole ? said.fewer : fill(said.more, { n: fitting.length });
      more.setAttribute("aria-expanded", String(whole));
      return { at: all.filter((at) => best.has(at) || kept(at)), left: whole || sought ? fitting.length - best.size : 0, none: !fitting.length };
    }

    function draw() {
      if (!element.open && !built) return;
      if (!built) build();
      const now = shown();
      const wanted = now.at.map(row);
      const staying = new Set(/** @type {Element[]} */ (wanted.map((one) => one.item)));
      for (const item of [...list.children]) if (!staying.has(item)) item.remove();
      wanted.forEach(({ item }, place) => { if (list.children[place] !== item) list.insertBefore(item, list.children[place] || null); });
      now.at.forEach((at, place) => {
        const { item, box, count } = wanted[place];
        box.checked = chosen.has(facet.values[at]);
        box.disabled = !box.checked && !counts[at] && box !== document.activeElement;
        item.classList.toggle("hg-facet__zero", !counts[at]);
        count.textContent = String(counts[at]);
      });
      rest.textContent = now.left ? fill(said.rest, { n: now.left }) : now.none && sought ? said.no_name : "";
      rest.hidden = !rest.textContent;
    }

    element.open = OPEN.includes(facet.key);
    element.addEventListener("toggle", draw);
    return {
      key: facet.key,
      element,
      update(/** @type {Set<string> | undefined} */ values, /** @type {number[]} */ now, /** @type {number[]} */ ground) {
        if (values && !chosen.size) element.open = true;
        chosen = values || new Set();
        counts = now;
        possible = ground;
        element.hidden = !chosen.size && !ground.some(Boolean);
        least?.update(chosen, possible);
        number.textContent = chosen.size ? `(${chosen.size})` : "";
        draw();
      },
    };
  }
})();
