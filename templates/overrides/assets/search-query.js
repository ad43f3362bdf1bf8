// What a reader's words mean to the index. Nothing here touches the page.
(function () {
  "use strict";
  const search = window.hgSearch;
  const { LONGEST, folded } = window.hgBase;
  const LONG = 4; // words of a sentence of which few pages have all
  // In these scripts the signs above, below and beside a letter are half of the word: without them it is another one.
  const MARKED = /[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;
  const IGNORED = /[\p{Cs}\p{Cn}\p{Co}\ufffd]|(?![\u200c\u200d\t\n\r\u00ad\u200b\u200e\u200f])[\p{Cc}\p{Cf}]/gu;
  const JOINED = /[\ufb00-\ufb06]/g; // several letters as one sign, as they come along from a PDF
  const DASH = /([\p{L}\p{N}])[\u2010-\u2013](?=[\p{L}\p{N}])/gu; // within a word, as it is printed: 15–24
  const SIGN = /[^\p{L}\p{M}\p{N}\p{Z}\s'’.\-–—,;:!?¿¡"“”„«»‘()\u200b-\u200f\u00ad]/u;

  const hasLetter = (/** @type {string} */ text) => /[\p{L}\p{N}]/u.test(text);

  // The words of which a word with a hyphen is made, if it is.
  search.halves = (word) => {
    const halves = word.split("-").filter(Boolean);
    return halves.length > 1 && halves.every((half) => half.length > 1) ? halves : [];
  };

  // `term` is what the index is asked, `exact` whether signs count. Some write one sign for another: they ask `loosely`.
  // `apart` is the same with words that have a hyphen in several.
  const meaning = (/** @type {string[]} */ words, /** @type {boolean} */ quoted) => {
    const unspaced = words.some((word) => search.unspaced.test(word));
    const pieces = words.map(search.cut);
    const phrase = pieces.length > 0 && (quoted || (unspaced && pieces.length === 1));
    const exact = MARKED.test(words.join(""));
    return {
      words,
      unspaced,
      apart: !phrase && words.some((word) => search.halves(word).length) ? words.flatMap((word) => (search.halves(word).length ? search.halves(word) : word)).join(" ") : "",
      term: phrase ? `"${pieces.join(" ")}"` : pieces.join(" "),
      exact,
      loosely: !unspaced && exact && /\p{M}/u.test(words.join("")),
    };
  };

  // `shown` is what the reader is told was asked; `long` and `odd` say what was left out. Words such as "the" stand on
  // every page, so they are asked for only where there is nothing else. A reader who writes a whole `sentence` asks a question:
  // what answers it best stands first, of whatever kind it is.
  search.understand = (given) => {
    const all = [...given.slice(0, 4 * LONGEST)];
    const clean = all.slice(0, LONGEST).join("").replace(IGNORED, "");
    const shown = clean.replace(/\s+/g, " ").trim().normalize("NFC");
    const quoted = /^["“„«].*["”«»]$/u.test(shown);
    const plain = shown.replace(JOINED, (sign) => sign.normalize("NFKC")).replace(DASH, "$1-");
    let words = plain.replace(/[^\p{L}\p{M}\p{N}'’.\-\u200c\u200d]+/gu, " ").split(" ");
    words = words.map((word) => word.replace(/^['’.\-]+|['’.\-]+$/g, "")).filter(hasLetter);
    words = words.map((word) => (/^(\p{L}\.)+\p{L}$/u.test(word) ? word.replace(/\./g, "") : word)); // C.E.D.A.W.
    const whole = words.filter((word) => word.length > 1 || /[^a-z0-9]/i.test(word));
    if (whole.length) words = whole; // a single letter fetches half the index and says nothing
    const every = words;
    const telling = words.filter((word) => !search.idle.has(folded(word).replace(/’/g, "'")));
    const sentence = !quoted && telling.length > 0 && telling.length < words.length;
    return {
      shown,
      all: every,
      quoted,
      sentence,
      long: sentence && words.length >= LONG,
      unfinished: !quoted && /\S$/.test(given),
      ...meaning(sentence ? telling : words, quoted),
      over: given.length > LONGEST && [...given].length > LONGEST,
      odd: clean.length < all.slice(0, LONGEST).join("").length || SIGN.test(shown),
      limit: LONGEST,
    };
  };
  search.only = (asked, words) => ({ ...asked, ...meaning(words, false) });

  // The rule by which scripts without spaces were cut for the index comes with the words. An old browser that cannot
  // read it goes without.
  search.prepare = () => {
    /** @type {RegExp | null} */
    let beginning = null;
    try { beginning = new RegExp(search.said.beginning, "g"); } catch { /* no looking back */ }
    search.idle = new Set(`${search.said.idle} ${search.said.particles}`.split(" ").map(folded));
    search.unspaced = new RegExp(search.said.unspaced);
    search.cut = (word) => (beginning ? word.replace(beginning, " ") : word);
  };
  search.uncut = (text) => text.replace(/ ((?:<mark>)?)\u2060/g, "$1").replace(/\u2060/g, "");

  // The first of a page's other words that has a word of the reader's.
  search.calledBy = (names, words) => {
    const asked = words.map(folded);
    return names.flatMap((some) => (some ? some.split("; ") : [])).find((name) => folded(name).split(/[\s\-]+/).some((part) => part && asked.includes(part)));
  };

  // Pagefind answers a word that no page has with the longest word that begins it: "Ruanda" finds the R. of a name. So half a
  // word is held to be found only where something that was matched begins with it. Returns those that are not.
  const LETTERS = /[^\p{L}\p{N}]+/u;
  const solid = (/** @type {string} */ word) => folded(word).replace(/[^\p{L}\p{N}]/gu, "");
  search.unbegun = (words, pages) => {
    const matched = matches(pages);
    return words.filter((word) => !matched.some((one) => one.startsWith(solid(word))));
  };
  const matches = (search.matches = (pages) => {
    const all = pages.flatMap(({ content, locations = [], meta }) => {
      const text = content.split(/\s+/);
      return [...locations.map((at) => text[at] || ""), ...Object.values(meta).flatMap((value) => value.split(/\s+/))];
    });
    return [...new Set(all.flatMap((word) => [solid(word), ...folded(word).split(LETTERS)]))].filter(Boolean);
  });
  const alike = (/** @type {string} */ one, /** @type {string} */ other) => {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    return at;
  };
  const begins = (/** @type {string} */ word) => (/** @type {string} */ other) => alike(word, other) >= (word.length < 5 ? Math.min(3, word.length) : Math.ceil(word.length / 2));
  const first = (/** @type {string} */ word) => folded(word).split(LETTERS).find(Boolean) || "";

  // The index takes "universe" and "university" for one word. Pages that have every word as it was written come before the rest;
  // another spelling of it is the word too.
  search.asWritten = (asked, pages) => {
    const sought = asked.words.map(spellings);
    const lacks = (/** @type {ResultPage} */ { content, meta }) => {
      const text = folded([...Object.values(meta), content].join(" "));
      return sought.some((words) => !words.some((word) => text.includes(word)));
    };
    const last = new Map(pages.map((page) => [page, lacks(page)]));
    return [...pages].sort((one, other) => Number(last.get(one)) - Number(last.get(other)));
  };
  const spellings = (/** @type {string} */ word) => {
    const own = folded(word);
    const rows = search.said.spellings.map((row) => row.split(" ").map(folded));
    const row = rows.find((some) => some.some((one) => own.startsWith(one)));
    const [beginning] = (row || []).filter((one) => own.startsWith(one)).sort((one, other) => other.length - one.length);
    const all = row ? row.map((one) => one + own.slice(beginning.length)) : [own];
    const swaps = search.said.swaps.map((swap) => swap.split(" "));
    return [...new Set(all.flatMap((one) => [one, ...swaps.flatMap(([here, there]) => [one.replace(here, there), one.replace(there, here)])]))];
  };

  // Whether a page is called what was asked, in these very words: 2 by its title, 1 by another name or without what its title
  // has in brackets, 0 if not.
  const parts = (/** @type {string} */ text) => folded(text).replace(/’/g, "'").split(/[^\p{L}\p{M}\p{N}']+/u).map((word) => word.replace(/^'+|'+$/g, "")).filter(Boolean);
  search.isNamed = (asked, { title = "", called = "" }) => {
    const words = parts((asked.all || asked.words).join(" ")).map(spellings);
    const same = (/** @type {string} */ name) => {
      const own = parts(name);
      return own.length === words.length && own.every((part, at) => words[at].some((word) => part === word || part === `${word}s` || `${part}s` === word));
    };
    const bare = (/** @type {string} */ name) => name.replace(/\s*\([^()]*\)/g, "");
    // “If you are under attack” is asked for as “under attack”.
    const begun = (/** @type {string} */ name) => {
      const own = parts(name), at = own.findIndex((part) => !search.idle.has(part));
      return words.length > 1 && at > 0 && same(own.slice(at).join(" "));
    };
    if (!words.length) return 0;
    return same(title) ? 2 : Number(begun(title) || [title, ...called.split("; ")].some((name) => same(name) || same(bare(name))));
  };
  // Of some pages those that are called so, by their title first.
  search.named = (asked, pages) => [2, 1].flatMap((how) => pages.filter(({ meta }) => search.isNamed(asked, meta) === how));

  // The words of a text, each with whether it is one of the reader's.
  search.compared = (text, words) => {
    const asked = words.map((word) => begins(first(word)));
    return text.split(" ").map((word) => [word, asked.some((like) => like(first(word)))]);
  };

  // Of some sentences the one that has most of the reader's words, compared, and how many they are.
  search.heardAs = (heard, words) => {
    const count = (/** @type {Compared[]} */ sentence) => sentence.filter(([, own]) => own).length;
    const told = (heard || "").split("; ").map((sentence) => search.compared(sentence, words));
    const best = told.reduce((one, other) => (count(other) > count(one) ? other : one));
    return { best, count: count(best) };
  };
})();
