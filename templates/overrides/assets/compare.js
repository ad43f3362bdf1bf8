// Compare: two to four cases side by side, field by field. Which cases stands in the address of the page and nowhere else, with
// the list that they come from, so that the way back leads to it. Each case is a file of its own. Whatever comes from a record is put
// in as text and never as HTML.
(async function () {
  "use strict";
  const explore = window.hgExplore;
  const { add, fill, make, root } = window.hgBase;
  const { button } = explore;
  const MOST_COMPARED = 4;
  const box = /** @type {HTMLElement} */ (document.getElementById("hg-compare"));
  if (!(await explore.begun())) return;
  const { said } = explore;
  const words = said.compare;
  /** @type {Map<string, Sentences>} */
  const cases = new Map();
  explore.compared = (address, one) => { cases.set(address, one); };
  let latest = 0, state = "";

  const back = make("a", "", words.back);
  const status = make("p", "hg-explore__status");
  status.setAttribute("role", "status");
  const notice = make("p", "hg-explore__notice");
  const place = make("div");
  const print = button(said.print, () => window.print());
  const set = make("a", "hg-button", said.set);
  box.append(make("p", "hg-my-list__back", back), status, notice, explore.key(), place, print, " ", set);
  box.hidden = false;

  /** @typedef {{ key: string, parts: (value: any, address: string, one: Sentences) => Inside[], at?: string }} Field */
  // What a field shows of a case. `at` is the section of the case that says more.
  /** @type {Field[]} */
  const FIELDS = [
    { key: "where", parts: text },
    { key: "when", parts: text },
    { key: "who", parts: text },
    { key: "people", parts: text },
    { key: "strategies", parts: text },
    { key: "done", parts: text },
    { key: "outcomes", parts: outcomes, at: "outcomes" },
    { key: "takes", parts: takes, at: "takes" },
    { key: "met", parts: met, at: "resistance" },
    { key: "conditions", parts: list, at: "conditions" },
    { key: "cautions", parts: list, at: "cautions" },
    { key: "checked", parts: text },
  ];

  function text(/** @type {string} */ value) { return value ? [value] : []; }
  function list(/** @type {string[]} */ items) { return items.length ? [make("ul", "", ...items.map((item) => make("li", "", item)))] : []; }

  // Of each sort of fact its name once, and what is told of it.
  function takes(/** @type {[sort: string, told: string][]} */ items) {
    return items.length ? [make("ul", "", ...items.map(([sort, told]) => make("li", "", make("b", "", sort + ": "), told)))] : [];
  }

  // By study, in the order of the verdict. What each found is a sign, with its word for whoever listens.
  function outcomes(/** @type {[study: string, found: string[][]][]} */ studies, /** @type {string} */ address, /** @type {Sentences} */ one) {
    /** @type {Inside[]} */
    const parts = studies.length ? [make("p", "hg-compare__sentence", one.evidence)] : [];
    for (const [study, found] of studies) {
      parts.push(make("p", "hg-compare__direction", study));
      parts.push(make("ul", "", ...found.map(([direction, statement, kind, voice, year, caution, place, figure]) => {
        const sign = make("span", "", words.signs[direction]);
        sign.setAttribute("role", "img");
        sign.setAttribute("aria-label", words.directions[direction]);
        const how = make("a", "", [kind, voice, year, figure].filter(Boolean).join(" · "));
        how.href = new URL(`${address}.html#${place}`, root).href;
        const item = make("li", "", sign, " ", statement, make("span", "hg-compare__how", how));
        if (caution) item.append(make("span", "hg-caution", make("b", "", words.caution), " " + caution));
        return item;
      })));
    }
    return parts;
  }

  function met(/** @type {[form: string, what: string, answers: [response: string, done: string][]][]} */ items) {
    if (!items.length) return [];
    return [make("ul", "", ...items.map(([form, what, answers]) => {
      const item = make("li", "", make("b", "", form + ": "), what);
      for (const [response, done] of answers) item.append(make("span", "hg-compare__answer", `${words.answer} `, make("b", "", response + ": "), done));
      if (!answers.length) item.append(make("span", "hg-compare__answer", words.no_answer));
      return item;
    }))];
  }

  /** @type {<Part extends Element>(part: Part, name: string) => Part} */
  const role = (part, name) => { part.setAttribute("role", name); return part; };

  function link(/** @type {string} */ address, /** @type {string} */ words, at = "") {
    const made = make("a", "", words);
    made.href = new URL(address + ".html" + (at ? "#" + at : ""), root).href;
    return made;
  }

  function cell(/** @type {Field} */ field, /** @type {string} */ address, /** @type {Sentences} */ one) {
    const parts = field.parts(one[field.key], address, one);
    const made = role(make("td", "", ...(parts.length ? parts : [make("span", "hg-soft", words.none)])), "cell");
    made.dataset.label = one.title;
    if (field.at && parts.length) {
      const more = link(address, words.read, field.at);
      more.setAttribute("aria-label", fill(words.read_of, { f: words.fields[field.key], w: one.title }));
      made.append(make("p", "hg-compare__more", more));
    }
    return made;
  }

  function table(/** @type {[string, Sentences][]} */ chosen) {
    const heads = chosen.map(([address, one]) => {
      const head = role(make("th", "", link(address, one.title)), "columnheader");
      head.scope = "col";
      return head;
    });
    const corner = role(make("th", "", make("span", "hg-hidden", words.field)), "columnheader");
    corner.scope = "col";
    const rows = FIELDS.map((field) => {
      const name = role(make("th", "", words.fields[field.key]), "rowheader");
      name.scope = "row";
      return role(make("tr", "", name, ...chosen.map(([address, one]) => cell(field, address, one))), "row");
    });
    const made = role(make("table", "hg-compare"), "table");
    made.append(
      make("caption", "hg-hidden", fill(words.caption, { w: chosen.map(([, one]) => one.title).join(", ") })),
      role(make("thead", "", role(make("tr", "", corner, ...heads), "row")), "rowgroup"),
      role(make("tbody", "", ...rows), "rowgroup"),
    );
    return made;
  }

  async function settle() {
    const mine = ++latest;
    const own = location.hash.slice(1);
    // A jump within the page is no state: the address is put right again.
    if (own && document.getElementById(own)) return history.replaceState(null, "", location.pathname + location.search + state);
    state = location.hash;
    const [first, ...rest] = own.split("&");
    const read = explore.readList(first);
    const listed = explore.readList((rest.find((part) => part.startsWith("list=")) || "").slice(5)).list;
    const known = read.list.filter((one) => one.startsWith("cases/") && explore.numbers.has(one));
    const lost = [...read.list.filter((one) => !known.includes(one)), ...read.ignored];
    const chosen = known.slice(0, MOST_COMPARED);
    const told = /** @type {string[]} */ ([]);
    if (lost.length) told.push(fill(said.unknown, { w: explore.some(lost, said) }));
    if (known.length > MOST_COMPARED) told.push(fill(words.many, { n: MOST_COMPARED }));
    const list = listed.length ? listed : known;
    back.href = new URL("list.html" + (list.length ? "#" + list.join(",") : ""), root).href;
    try {
      await Promise.all(chosen.filter((one) => !cases.has(one)).map((one) => add(`assets/compare/${one.slice(6)}.js`)));
      if (mine !== latest) return;
    } catch (error) {
      if (mine !== latest) return;
      console.error(error);
      status.textContent = words.failed;
      place.replaceChildren();
      print.hidden = set.hidden = true;
      return;
    }
    status.textContent = chosen.length > 1 ? fill(words.now, { n: chosen.length }) : chosen.length ? words.few : words.empty;
    notice.textContent = told.join(" ");
    print.hidden = set.hidden = !chosen.length;
    set.href = explore.setOf(chosen);
    place.replaceChildren(...(chosen.length ? [table(chosen.map((one) => [one, cases.get(one) || {}]))] : []));
  }
  window.addEventListener("hashchange", settle);
  settle();
})();
