// What Explore and my list share: pieces of a page, files that are loaded when they are needed, and the card of a record.
// Whatever comes from a record is put in as text and never as HTML.
(function () {
  "use strict";
  const explore = window.hgExplore;

  explore.make = (tag, className, ...inside) => {
    const part = document.createElement(tag);
    if (className) part.className = className;
    part.append(...inside);
    return part;
  };
  const make = explore.make;
  explore.button = (text, act, className = "hg-button") => {
    const one = make("button", className, text);
    one.type = "button";
    one.addEventListener("click", act);
    return one;
  };
  explore.plain = (shown) => { document.getElementById("hg-explore-plain").hidden = !shown; };

  // A script is added once; one that did not come is asked for again next time.
  const coming = new Map();
  explore.add = (name) => {
    if (!coming.has(name)) {
      coming.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(name, explore.root);
        script.onload = () => { script.remove(); resolve(); };
        script.onerror = () => { script.remove(); coming.delete(name); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return coming.get(name);
  };

  const PARTS = ["address", "title", "kind", "sign", "who", "where", "when", "summary", "checked", "outline"];
  const pieces = new Map();
  explore.cards = (number, rows) => {
    pieces.set(number, rows.map((row) => Object.fromEntries(PARTS.map((part, at) => [part, row[at]]))));
  };
  // What the cards of these records show: at once where it is here already, else as a promise.
  explore.rows = (numbers, size) => {
    const rows = () => numbers.map((number) => pieces.get(Math.floor(number / size))[number % size]);
    const missing = [...new Set(numbers.map((number) => Math.floor(number / size)))].filter((one) => !pieces.has(one));
    return missing.length ? Promise.all(missing.map((one) => explore.add(`assets/explore-cards/${one}.js`))).then(rows) : rows();
  };

  explore.link = (row) => {
    const link = make("a", "", row.title);
    link.href = new URL(row.address + ".html", explore.root);
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
