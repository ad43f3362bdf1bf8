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

  const PARTS = ["address", "title", "kind", "sign", "how", "who", "where", "when", "summary", "checked", "outline"];
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
  // The page that has these records in full.
  explore.setOf = (addresses) => new URL("set.html#" + addresses.join(","), root).href;
  // What the signs on cards mean, once above a list.
  explore.key = () => {
    const { key, compare } = explore.said;
    const signs = Object.entries(compare.directions).map(([value, name]) => make("span", "", `${compare.signs[value]} ${name}`));
    return make("p", "hg-key-line", key, ...signs);
  };
  // Title, how the results are known, who, where and when, how the summary begins. `heading` is the level at which the title stands.
  explore.card = (row, heading) => {
    const { said } = explore;
    const title = make(heading, "hg-found__title");
    if (row.sign) {
      const sign = make("span", "hg-sign");
      sign.dataset.sign = row.sign;
      title.append(sign, " ");
    }
    title.append(explore.link(row));
    if (row.outline) title.append(" ", make("span", "hg-outline", said.outline));
    const kind = row.kind === "cases" ? "" : said.kinds[row.kind];
    const facts = [kind, row.who, row.where, row.when].filter(Boolean).join(" · ");
    const line = make("p", "hg-line", ...window.hgBase.how(row.how, Object.values(said.compare.directions)), row.how && facts ? " · " : "", facts);
    const item = make("li", row.outline ? "hg-found hg-found--outline" : "hg-found", title, line);
    if (row.summary) item.append(make("p", "hg-brief", row.summary));
    return item;
  };
})();
