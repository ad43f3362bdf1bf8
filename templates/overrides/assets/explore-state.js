// What Explore knows and how it counts: nothing here touches the page. The library comes as numbers: each value of each
// facet has the rising numbers of its records. What a reader chose is a state; the address holds all of it, in words that
// stay true in the next edition, and anything in an address that this edition does not know is left out and told.
(function () {
  "use strict";
  const { LONGEST, fill } = window.hgBase;
  const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const RECORD = /^([a-z-]+)\/[a-z0-9]+(-[a-z0-9]+)*$/;
  const SORTS = ["evidence", "checked", "title"]; // without one: the best match of words, else the strongest evidence
  const STEP = 10, MOST_SHOWN = 1000, MOST_LISTED = 200;
  const explore = (window.hgExplore = /** @type {HgExplore} */ ({ STEP, MOST_LISTED }));

  // What the files of data hand over.
  explore.words = (said) => { explore.said = said; };
  explore.addresses = ({ all, piece }) => {
    explore.numbers = new Map(all.map((address, number) => [address, number]));
    explore.piece = piece;
  };
  explore.found = (ids) => { explore.places = new Map(ids.map((id, number) => [id, number])); };
  explore.data = ({ facets, kinds, total, titles, checked, piece }) => {
    const unpacked = facets.map((facet) => ({
      ...facet,
      labels: facet.labels.length ? facet.labels : facet.values.map((value) => explore.said.values[facet.key][value]),
      name: explore.said.facets[facet.key],
      holders: facet.holders.map(numbers),
      at: new Map(facet.values.map((value, at) => [value, at])),
    }));
    const byKey = new Map(unpacked.map((facet) => [facet.key, facet]));
    explore.library = { facets: unpacked, byKey, kinds: kinds.map(numbers), total, titles, checked, piece };
  };

  // Rising numbers, each written as its distance from the one before (see packed() in generator/pages/explore.py).
  function numbers(/** @type {string} */ text) {
    /** @type {number[]} */
    const found = [];
    let before = -1, step = 0, shift = 1;
    for (const sign of text) {
      const digit = SIGNS.indexOf(sign);
      step += (digit % 32) * shift;
      shift *= 32;
      if (digit >= 32) continue;
      before += step + 1;
      found.push(before);
      step = 0;
      shift = 1;
    }
    return Uint32Array.from(found);
  }

  // A state, and its address

  explore.start = () => ({ chosen: new Map(), q: "", sort: "", all: false, list: [], show: STEP });

  const decoded = (/** @type {string} */ text) => {
    try { return decodeURIComponent(text); } catch { return null; }
  };

  // Whether an address can be on a list: that of a record of a kind that is practice. The words name those kinds.
  const canBeListed = (/** @type {string} */ address) => Object.hasOwn(explore.said.kinds, RECORD.exec(address)?.[1] ?? "");

  explore.readList = (text) => {
    const list = new Set(), ignored = /** @type {string[]} */ ([]);
    for (const part of text.split(",").filter(Boolean)) {
      const address = decoded(part);
      if (address !== null && canBeListed(address) && list.size < MOST_LISTED) list.add(address);
      else ignored.push(address ?? part);
    }
    return { list: [...list], ignored };
  };

  explore.read = (fragment, library) => {
    const state = explore.start();
    const ignored = /** @type {string[]} */ ([]);
    for (const part of fragment.replace(/^#/, "").split("&").filter(Boolean)) {
      const [name, ...rest] = part.split("=");
      const given = rest.join("=");
      const value = decoded(given);
      const facet = library.byKey.get(name);
      if (facet) {
        const chosen = state.chosen.get(name) || new Set();
        for (const text of given.split(",").filter(Boolean)) {
          const one = decoded(text);
          if (one !== null && facet.at.has(one)) chosen.add(one);
          else ignored.push(one ?? text);
        }
        if (chosen.size) state.chosen.set(name, chosen);
      } else if (name === "q" && value !== null) {
        state.q = explore.asked(value);
      } else if (name === "sort" && value !== null && SORTS.includes(value)) {
        state.sort = value;
      } else if (part === "all=yes") {
        state.all = true;
      } else if (name === "show" && /^[0-9]{1,4}$/.test(given)) {
        state.show = Math.min(Math.max(Number(given), STEP), MOST_SHOWN);
      } else if (name === "list") {
        const { list, ignored: strange } = explore.readList(given);
        state.list = list;
        ignored.push(...strange);
      } else {
        ignored.push(decoded(part) ?? part);
      }
    }
    return { state, ignored };
  };

  // Words as they are searched for: half a sign, which an address cannot hold, is no sign.
  explore.asked = (text) => [...text.slice(0, 2 * LONGEST)].slice(0, LONGEST).join("").replace(/\p{Cs}/gu, "").replace(/\s+/g, " ").trim();

  // The same choices give the same address, in whatever order they were made.
  explore.write = (state, library) => {
    const parts = [];
    for (const facet of library.facets) {
      const chosen = state.chosen.get(facet.key);
      if (!chosen || !chosen.size) continue;
      const values = facet.values.filter((value) => chosen.has(value));
      parts.push(`${facet.key}=${values.map(encodeURIComponent).join(",")}`);
    }
    if (state.q) parts.push("q=" + encodeURIComponent(state.q));
    if (state.sort) parts.push("sort=" + state.sort);
    if (state.all) parts.push("all=yes");
    if (state.show > STEP) parts.push("show=" + state.show);
    if (state.list.length) parts.push("list=" + state.list.join(","));
    return parts.length ? "#" + parts.join("&") : "";
  };

  // The state with a value chosen or not; the old one stays as it was.
  explore.choose = (state, key, value, on) => {
    const chosen = new Map(state.chosen);
    const values = new Set(chosen.get(key));
    if (on) values.add(value); else values.delete(value);
    if (values.size) chosen.set(key, values); else chosen.delete(key);
    return { ...state, chosen, show: STEP };
  };

  // The same with several values of a facet in the place of those that were chosen.
  explore.chooseAll = (state, key, values) => {
    const chosen = new Map(state.chosen);
    if (values.length) chosen.set(key, new Set(values)); else chosen.delete(key);
    return { ...state, chosen, show: STEP };
  };

  // What a tab says of a choice: whole, or as those who made it know it again and nobody else can read it, as
  // abbreviated() of generator/render/escape.py has it for records. Countries stand whole, as they do beside a record's initials.
  explore.shortly = (text) => {
    const words = text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu) || [];
    if (words.length < 2) return words.map((word) => (word === word.toUpperCase() ? word : word.slice(0, 3))).join("");
    return words.map((word) => (/^\p{N}/u.test(word) ? ` ${word} ` : [...word][0].toUpperCase())).join("").trim();
  };

  // What a list holds, in words that are short enough to be said.
  explore.some = (texts, said) => {
    const short = (/** @type {string} */ text) => { const signs = [...text.slice(0, 80)]; return signs.length > 40 ? signs.slice(0, 40).join("") + "…" : text; };
    const first = texts.slice(0, 3).map((text) => `“${short(text)}”`).join(", ");
    return texts.length > 3 ? `${first} ${fill(said.and_more, { n: texts.length - 3 })}` : first;
  };

  // Counting. A set of records is a bit for each; the records of a value stay a list, since most values have few.

  /** @typedef {Uint32Array<ArrayBuffer>} Bits */
  const set = (/** @type {Library} */ library) => new Uint32Array(Math.ceil(library.total / 32));
  const add = (/** @type {Bits} */ bits, /** @type {Iterable<number>} */ some) => { for (const number of some) bits[number >>> 5] |= 1 << (number & 31); };
  const has = (/** @type {Uint32Array} */ bits, /** @type {number} */ number) => (bits[number >>> 5] >>> (number & 31)) & 1;
  const within = (/** @type {Bits} */ bits, /** @type {Bits} */ other) => { for (let at = 0; at < bits.length; at++) bits[at] &= other[at]; };
  const size = (/** @type {Bits} */ bits, /** @type {Iterable<number>} */ some) => {
    let count = 0;
    for (const number of some) count += has(bits, number);
    return count;
  };

  // `found` are the records that have the words, the best first, or null. A facet's own choices do not lower its own
  // counts: a count says how many results there would be if this value alone were chosen in its facet.
  explore.count = (library, state, found) => {
    const ground = set(library);
    library.kinds.forEach((some, at) => { if (at === 0 || state.all || !library.kinds[0].length) add(ground, some); });
    if (found) {
      const having = set(library);
      add(having, found);
      within(ground, having);
    }
    const unions = new Map();
    for (const [key, chosen] of state.chosen) {
      const { at, holders } = /** @type {Facet} */ (library.byKey.get(key));
      const union = set(library);
      for (const value of chosen) add(union, holders[/** @type {number} */ (at.get(value))]);
      unions.set(key, union);
    }
    const narrowed = (/** @type {string | null} */ besides) => {
      const bits = ground.slice();
      for (const [key, union] of unions) if (key !== besides) within(bits, union);
      return bits;
    };
    const matches = narrowed(null);
    const counts = new Map();
    for (const facet of library.facets) {
      const bits = unions.has(facet.key) ? narrowed(facet.key) : matches;
      counts.set(facet.key, facet.holders.map((some) => size(bits, some)));
    }
    const kinds = library.kinds.map((some) => size(matches, some));
    return { matches, counts, kinds, size: kinds.reduce((sum, one) => sum + one, 0) };
  };

  // The first `most` of the records that match, in the order that was asked for.
  explore.order = (library, state, matches, found, most) => {
    const order = state.sort === "title" ? library.titles : state.sort === "checked" ? library.checked : found && !state.sort ? found : null;
    const first = [];
    for (let at = 0; at < (order ? order.length : library.total) && first.length < most; at++) {
      const number = order ? order[at] : at;
      if (has(matches, number)) first.push(number);
    }
    return first;
  };
})();
