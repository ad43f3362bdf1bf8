// What is near a question to which the index has no answer, or few: pages with some of its words, each word alone, and
// names that look like it. Fetched when it is needed, and nothing here touches the page.
(function () {
  "use strict";
  const search = window.hgSearch;
  const WORDS = 8, PARTLY = 6, NAMES = 4;
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // What each word finds alone, and the words that no page has. Where `found` has nothing, that is not known yet of any
  // word. `look` asks the index, `read` fetches pages.
  async function each({ asked, found, strays, look, read }) {
    const words = [...new Set(asked.words)].filter((word) => !strays.includes(word)).slice(0, WORDS);
    const lists = [], lost = [...strays];
    for (const word of words) {
      const only = search.only(asked, [word]);
      const list = await look(only);
      const stray = !found.length && search.strays(only, await read(list.slice(0, 1))).length > 0;
      if (list.length && !stray) lists.push({ word, list });
      else lost.push(word);
    }
    return { lists, lost, blended: asked.quoted ? [] : blend(lists.map(({ list }) => list)) };
  }

  // All that has some of the words, where nothing has all of them.
  search.some = async (given) => (await each({ ...given, found: [] })).blended;

  // Beside what was `found`: pages that have some words, the words with their counts, and names that may be meant.
  search.near = async (given) => {
    const { asked, found, look, read, names } = given;
    const { lists, lost, blended } = await each(given);
    const shown = new Set(found.map((one) => one.id));
    const many = lists.length + lost.length > 1;
    const partly = many ? blended.filter((one) => !shown.has(one.id)).slice(0, PARTLY) : [];
    const shownAlone = lists.length === 1 && found.length > 0; // its pages are the ones that stand there already
    const alone = lists.length ? (shownAlone ? [] : lists) : await beginnings(asked, lost[0], look, read);
    const like = asked.quoted ? asked.words : [...lost, ...lists.map(({ word }) => word)];
    return {
      partly: await read(partly),
      words: alone.map(({ word, list }) => [word, list.length]),
      meant: lost.length ? nearest(await names(), like, NAMES) : [],
    };
  };

  // The longest beginning of a word that stands on a page.
  async function beginnings(asked, word, look, read) {
    if (!word || asked.unspaced) return [];
    for (let cut = word.length - 1; cut >= 4 && cut >= word.length - 4; cut--) {
      const only = search.only(asked, [word.slice(0, cut)]);
      const list = await look(only);
      if (list.length && !search.strays(only, await read(list.slice(0, 1))).length) return [{ word: word.slice(0, cut), list }];
    }
    return [];
  }

  // Several lists of results as one: the more words a page has, and the rarer they are, the further up it stands.
  const blend = (lists) => {
    const all = 2 * Math.max(1, ...lists.map((list) => list.length));
    const sums = new Map();
    for (const list of lists) {
      for (const one of list) {
        const own = Math.log(1 + all / list.length) * (1 + one.score / list[0].score);
        const before = sums.get(one.id) || { sum: 0, best: 0 };
        sums.set(one.id, { sum: before.sum + own, best: Math.max(before.best, own), one: own > before.best ? one : before.one });
      }
    }
    return [...sums.values()].sort((one, other) => other.sum - one.sum).map(({ one }) => one);
  };

  // Names whose words differ from the reader's by few letters: those that are like several of hers first, then the nearest.
  const nearest = (names, words, most) => {
    const sought = words.map(folded).filter((word) => word.length > 2);
    const found = [];
    for (const [name, address, also] of names) {
      for (const called of [name, ...also]) {
        const parts = [...new Set([folded(called), ...folded(called).split(/[\s\-]+/)])].filter((part) => part.length > 2);
        if (parts.length > 6) continue; // a remark rather than a name
        const away = sought.map((word) => Math.min(...parts.map((part) => distance(word, part, limit(word)))));
        const hits = away.filter((far, at) => far <= limit(sought[at]));
        const far = hits.reduce((sum, one) => sum + one, 0);
        if (hits.length) found.push({ name: called === name ? name : `${name} (${called})`, address, hits: hits.length, far });
      }
    }
    found.sort((one, other) => other.hits - one.hits || one.far - other.far || one.name.length - other.name.length);
    return found.filter((one, at) => found.findIndex((other) => other.address === one.address) === at).slice(0, most);
  };
  const limit = (word) => (word.length < 5 ? 1 : word.length < 9 ? 2 : 3);

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
