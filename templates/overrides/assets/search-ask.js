// Asking the index: which pages have all words of a question, and which words no page has. Nothing here touches the page.
(function () {
  "use strict";
  const search = window.hgSearch;
  const { add, fill } = window.hgBase;
  const STEP = (search.STEP = 10); // results whose pages are fetched at once: each fetches the whole text of a page
  const FEW = (search.FEW = 3); // with fewer results than this, what is near is offered too; to a sentence, with fewer than a page
  const WEIGHTS = { title: 6, called: 5, by: 3, also: 3, place: 2, heard: 1, theme: 0.5, evidence: 0.3, kind: 0.1 };
  const HEARD = 12; // a reader who asks in a sentence may describe what pushes back, in words that stand beside its name
  const LESS = 3, TRIED = 4;
  /** @type {Promise<Pagefind> | null} */
  let ready = null;

  search.engine = () => {
    ready = ready || window.hgPagefind(search.root).then(async (pagefind) => {
      await pagefind.options({ ranking: { metaWeights: WEIGHTS } });
      search.loaded = true;
      return pagefind;
    });
    ready.catch(() => { ready = null; });
    return ready;
  };

  const read = (search.read = (/** @type {Result[]} */ results) => Promise.all(results.map((one) => one.data())));

  // What the index answers. A word with a hyphen is asked for in one word and then in several.
  async function raw(/** @type {Asked} */ asked) {
    const pagefind = await search.engine();
    const metaWeights = asked.sentence ? { ...WEIGHTS, heard: HEARD } : WEIGHTS;
    await pagefind.options({ ranking: { metaWeights }, exactDiacritics: asked.exact, excerptLength: asked.unspaced ? 36 : 16 });
    let found = (await pagefind.search(asked.term)).results;
    if (!found.length && asked.loosely) {
      await pagefind.options({ exactDiacritics: false });
      found = (await pagefind.search(asked.term)).results;
    }
    if (!asked.apart) return found;
    const ids = new Set(found.map(({ id }) => id));
    return [...found, ...(await pagefind.search(asked.apart)).results.filter(({ id }) => !ids.has(id))];
  }

  // The pages that have a word itself, in whichever form, and not one that only begins so: between quotation marks Pagefind
  // compares whole stems (tried with 1.5.2). It costs no byte more, since the word's piece of the index is needed anyway.
  /** @type {Map<string, Promise<Set<string>>>} */
  const wholes = new Map();
  function whole(/** @type {string} */ word) {
    const known = wholes.get(word);
    if (known) return known;
    const coming = itself(word);
    wholes.set(word, coming);
    coming.catch(() => wholes.delete(word));
    return coming;
  }
  async function itself(/** @type {string} */ word) {
    const pagefind = await search.engine();
    const ids = async (/** @type {string} */ one) => new Set((await pagefind.search(`"${one}"`)).results.map(({ id }) => id));
    const own = await ids(word);
    const [some, ...others] = await Promise.all(search.halves(word).map(ids));
    for (const id of some || []) if (others.every((half) => half.has(id))) own.add(id);
    return own;
  }
  const known = async (/** @type {Asked} */ asked) => {
    if (asked.unspaced || asked.exact || asked.quoted) return null;
    /** @type {[string, Set<string>][]} */
    const sets = await Promise.all(asked.words.map(async (word) => [word, await whole(word)]));
    return new Map(sets);
  };

  // Pagefind also answers with what begins as a word does: "man" finds "many". Where a page has the word itself, that
  // is what was asked for. In a language whose words are not made stems of, the beginning is all that joins their forms.
  async function look(/** @type {Asked} */ asked) {
    const found = await raw(asked), sets = await known(asked);
    const telling = search.said.stems && sets ? [...sets.values()].filter((ids) => ids.size) : [];
    return { sets, found: telling.length ? found.filter(({ id }) => telling.every((ids) => ids.has(id))) : found };
  }

  /** @typedef {Map<string, Set<string>>} Sets */
  const lacking = (/** @type {Sets} */ sets, /** @type {string} */ word) => !sets.get(word)?.size;

  // Words that no page has: neither itself nor, among what was matched, as its beginning.
  const strays = (/** @type {Asked} */ asked, /** @type {ResultPage[]} */ pages, /** @type {Sets | null} */ sets) => {
    const odd = sets ? asked.words.filter((word) => lacking(sets, word)) : [];
    return odd.length ? search.unbegun(odd, pages) : [];
  };

  // What has all words, the first pages of it, and the words that no page has: these are left out, unless pages have the same
  // word in another way of writing.
  search.seek = async (asked, most = STEP) => {
    const { found, sets } = await look(asked);
    const pages = await read(found.slice(0, most));
    const odd = strays(asked, pages, sets);
    if (!odd.length) return { found, pages: search.asWritten(asked, pages), strays: odd };
    await search.beside();
    const other = await search.otherwise(odd);
    const words = asked.words.flatMap((word) => other.get(word) || (odd.includes(word) ? [] : word));
    const lost = odd.filter((word) => !other.has(word));
    if (!words.length) return { found: [], pages: [], strays: lost };
    const rest = await search.seek(search.only(asked, words), most);
    return { ...rest, strays: [...lost, ...rest.strays] };
  };

  // What a word finds alone, and nothing where no page has it.
  search.alone = async (asked, word) => {
    const only = search.only(asked, [word]);
    const { found, sets } = await look(only);
    if (!sets || !found.length || !lacking(sets, word)) return found;
    return strays(only, await read(found.slice(0, 1)), sets).length ? [] : found;
  };
  search.count = async (word) => (await whole(word)).size;

  // Half a word, as it is being written, may go beyond its stem: "shari" is on the way to "sharing", which is "share" in
  // the index. So it is asked for with fewer letters, and what it finds is taken if one of its pages goes on as she does.
  search.unfinished = async (asked) => {
    const last = asked.words.slice(-1)[0];
    const sets = await known(asked);
    if (!sets || !lacking(sets, last)) return null;
    for (let less = 1; less <= LESS && last.length - less > 2; less++) {
      const shorter = search.only(asked, [...asked.words.slice(0, -1), last.slice(0, -less)]);
      const pages = await read((await look(shorter)).found.slice(0, TRIED));
      if (pages.length && !search.unbegun([last], pages).length) return { asked: shorter, ...(await search.seek(shorter)) };
    }
    return null;
  };

  search.absent = (lost) => lost.slice(0, 3).map((word) => fill(search.said.stray, { w: word }));

  // What stands above all else, if anything does.
  search.pinned = async (asked, pages) => {
    const named = search.named(asked, pages);
    if (!named.length && !(search.said.forms && asked.sentence)) return null;
    if (!search.pin) await add("assets/search-pin.js");
    return search.pin(asked, named);
  };

  search.beside = async () => { if (!search.near) await add("assets/search-near.js"); };
  search.partly = async (asked, lost) => {
    await search.beside();
    return search.some(asked, lost);
  };
})();
