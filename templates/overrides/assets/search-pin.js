// What stands above all results: the page that is called what a reader asked, or the form of pushback whose sentence she wrote, or
// half of it. Fetched when there is one, and nothing here touches the page.
(function () {
  "use strict";
  const search = window.hgSearch;
  const { add, folded } = window.hgBase;
  const LITTLE = 0.4; // what a word weighs that says nothing alone
  const NEARLY = 0.75, ENOUGH = 1.8; // how much of a question a sentence has at least, as a share and in weight
  const NEVER = new Set("no not never nothing nobody none".split(" "));

  /** @type {HeardForm[]} */
  let forms = [];
  search.heard = (rows) => { forms = rows; };
  /** @type {Held | null} */
  let held = null;
  search.held = (given) => { held = given; };

  const words = (/** @type {string} */ text) => folded(text).replace(/’/g, "'").split(/[^\p{L}\p{M}\p{N}']+/u).filter(Boolean);
  const weight = (/** @type {string} */ word) => (search.idle.has(word) && !NEVER.has(word) ? LITTLE : 1);
  const sum = (/** @type {string[]} */ some) => some.reduce((all, word) => all + weight(word), 0);

  // The form that people meet in such words, with the sentence that is most like them. A word counts if the sentence has it, or
  // one that goes on after it.
  search.spoken = (asked, rows) => {
    const own = [...new Set(asked.all.flatMap(words))], all = sum(own);
    let best = /** @type {ReturnType<HgSearch["spoken"]>} */ (null), most = 0;
    for (const [name, address, sentences] of rows) {
      for (const sentence of sentences) {
        const told = words(sentence);
        const has = own.filter((word) => told.some((one) => one === word || (word.length > 3 && one.startsWith(word.slice(0, Math.max(4, word.length - 2))))));
        const telling = has.some((word) => !search.idle.has(word));
        const share = sum(has) / all + sum(has) / (100 * sum(told)); // of two that have all of it, the shorter
        if (telling && sum(has) >= ENOUGH && sum(has) / all >= NEARLY && share > most) [best, most] = [{ name, address, sentence }, share];
      }
    }
    return best;
  };

  // What is to be pinned: a page that is called so, one with cases first, else a form in a reader's words.
  search.pin = async (asked, named) => {
    const spoken = named.length || asked.quoted ? null : await heard(asked);
    if (!named.length && !spoken) return null;
    await add("assets/search-held.js").catch(() => {});
    const titled = named.filter(({ meta }) => search.isNamed(asked, meta) === 2);
    const all = titled.length ? titled : named;
    const page = all.find(({ raw_url }) => cases(raw_url)) || all[0];
    if (page) return { page, quote: "", cases: cases(page.raw_url) };
    const { name, address, sentence } = /** @type {NonNullable<typeof spoken>} */ (spoken);
    const own = { raw_url: `/${address}`, content: "", excerpt: "", meta: { title: name, kind: search.said.term } };
    return { page: own, quote: sentence, cases: cases(own.raw_url) };
  };

  async function heard(/** @type {Asked} */ asked) {
    if (!asked.sentence || asked.all.length < 3) return null;
    await add("assets/search-heard.js");
    return search.spoken(asked, forms);
  }

  function cases(/** @type {string} */ address) {
    const found = held?.at[address.replace(/^\//, "")];
    if (!held || !found) return null;
    const [n, explore, first] = found, all = held.cases;
    return { n, explore: `explore.html#${explore}`, rows: first.map((at) => all[at]) };
  }
})();
