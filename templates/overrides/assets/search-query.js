// What a reader's words mean to the index, and what is near them. Nothing here touches the page.
(function () {
  "use strict";
  const search = window.hgSearch;
  const LONGEST = 300;
  // In these scripts the signs above, below and beside a letter are half of the word: without them it is another one.
  const MARKED = /[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;
  const IGNORED = /[\p{Cs}\p{Cn}\p{Co}\ufffd]|(?![\u200c\u200d\t\n\r\u00ad\u200b\u200e\u200f])[\p{Cc}\p{Cf}]/gu;
  const SIGN = /[^\p{L}\p{M}\p{N}\p{Z}\s'’.\-–—,;:!?¿¡"“”„«»‘()\u200b-\u200f\u00ad]/u;

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const hasLetter = (text) => /[\p{L}\p{N}]/u.test(text);

  // `term` is what the index is asked, `shown` what the reader is told it was; `long` and `odd` say what was left out.
  search.understand = (given) => {
    const all = [...given.slice(0, 4 * LONGEST)];
    const clean = all.slice(0, LONGEST).join("").replace(IGNORED, "");
    const shown = clean.replace(/\s+/g, " ").trim().normalize("NFC");
    const quoted = /^["“„«].*["”«»]$/u.test(shown);
    let words = shown.replace(/[^\p{L}\p{M}\p{N}'’.\-\u200c\u200d]+/gu, " ").split(" ");
    words = words.map((word) => word.replace(/^['’.\-]+|['’.\-]+$/g, "")).filter(hasLetter);
    const whole = words.filter((word) => word.length > 1 || /[^a-z0-9]/i.test(word));
    if (whole.length) words = whole; // a single letter fetches half the index and says nothing
    const unspaced = words.some((word) => search.unspaced.test(word));
    const pieces = words.map(search.cut);
    const phrase = pieces.length && (quoted || (unspaced && pieces.length === 1));
    return {
      shown,
      words,
      unspaced,
      term: phrase ? `"${pieces.join(" ")}"` : pieces.join(" "),
      exact: MARKED.test(words.join("")),
      loosely: !unspaced && MARKED.test(words.join("")) && /\p{M}/u.test(words.join("")), // some write one sign for another
      long: given.length > LONGEST && [...given].length > LONGEST,
      odd: clean.length < all.slice(0, LONGEST).join("").length || SIGN.test(shown),
      limit: LONGEST,
    };
  };

  // The rule by which scripts without spaces were cut for the index comes with the words. An old browser that cannot
  // read it goes without.
  search.prepare = () => {
    let beginning = null;
    try { beginning = new RegExp(search.said.beginning, "g"); } catch { /* no looking back */ }
    search.unspaced = new RegExp(search.said.unspaced);
    search.cut = (word) => (beginning ? word.replace(beginning, " ") : word);
  };
  search.uncut = (text) => text.replace(/ ((?:<mark>)?)\u2060/g, "$1").replace(/\u2060/g, "");

  // The first of a page's other words that has a word of the reader's.
  search.calledBy = (also, words) => {
    const asked = words.map(folded);
    return (also || "").split("; ").find((name) => folded(name).split(/[\s\-]+/).some((part) => part && asked.includes(part)));
  };

  // Names that differ from a word by few letters, the nearest first.
  search.nearest = (names, words, most) => {
    const found = [];
    for (const asked of words.map(folded).filter((word) => word.length > 2)) {
      const limit = asked.length < 5 ? 1 : asked.length < 9 ? 2 : 3;
      for (const [name, address, also] of names) {
        for (const called of [name, ...also]) {
          const parts = [folded(called), ...folded(called).split(/[\s\-]+/)].filter((part) => part.length > 2);
          const away = Math.min(...parts.map((part) => distance(asked, part, limit)));
          if (away <= limit) found.push({ name: called === name ? name : `${name} (${called})`, address, away });
        }
      }
    }
    found.sort((one, other) => one.away - other.away || one.name.length - other.name.length);
    return found.filter((one, at) => found.findIndex((other) => other.address === one.address) === at).slice(0, most);
  };

  // How many letters must be changed, added, left out or swapped to make one word of the other.
  function distance(one, other, limit) {
    if (Math.abs(one.length - other.length) > limit) return Infinity;
    let before = [], row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return row[other.length];
  }
})();
