// What Explore, my list and comparing share: how a page of a list begins, and the card of a record.
// Whatever comes from a record is put in as text and never as HTML.
(function () {
  "use strict";
  const explore = window.hgExplore;
  const { add, make, root } = window.hgBase;

  explore.button = (text, act, name = "hg-button") => window.hgBase.button(text, act, name);
  explore.plain = (shown) => { /** @type {HTMLElement} */ (document.getElementById("hg-explore-plain")).hidden = !shown; };
  explore.begun = async () => {
    explore.plain(false);
    try {
      await Promise.all([add("assets/explore-words.js"), add("assets/explore-addresses.js")]);
      return true;
    } catch (error) {
      explore.plain(true);
      console.error(error);
      return false;
    }
  };

  const PARTS = ["address", "title", "kind", "sign", "who", "where", "when", "summary", "checked", "outline"];
  /** @type {Map<number, Card[]>} */
  const pieces = new Map();
  explore.cards = (number, rows) => {
    pieces.set(number, rows.map((row) => Object.fromEntries(PARTS.map((part, at) => [part, row[at]]))));
  };
  // What the cards of these records show: at once where it is here already, else as a promise.
  explore.rows = (numbers, size) => {
    const rows = () => numbers.map((number) => /** @type {Card[]} */ (pieces.get(Math.floor(number / size)))[number % size]);
    const missing = [...new Set(numbers.map((number) => Math.floor(number / size)))].filter((one) => !pieces.has(one));
    return missing.length ? Promise.all(missing.map((one) => add(`assets/explore-cards/${one}.js`))).then(rows) : rows();
  };

  explore.link = (row) => {
    const link = make("a", "", row.title);
    link.href = new URL(row.address + ".html", root).href;
    return link;
  };
  // Title, who and where, summary. `heading` is the level at which the title stands.
  explore.card = (row, heading) => {
    const { said } = explore;
    const title = make(heading, "hg-found__title");
    if (row.sign) {
      const sign = make("span", "hg-sign");
      sign.dataset.sign = row.sign;
      title.append(sign, " ");
    }
    title.append(explore.link(row));
    if (row.outline) title.append(" ", make("em", "", said.outline));
    const kind = row.kind === "cases" ? "" : said.kinds[row.kind];
    const facts = make("p", "hg-found__facts", [kind, row.who, row.where, row.when].filter(Boolean).join(" · "));
    const item = make("li", "hg-found", title, facts);
    if (row.summary) item.append(make("p", "hg-found__summary", row.summary));
    return item;
  };
})();
