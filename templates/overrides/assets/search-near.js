// What is near a question to which the index has no answer, or few: pages with some of its words, each word alone, and
// names that look like it. Fetched when it is needed, and nothing here touches the page.
(function () {
  "use strict";
  const search = window.hgSearch;
  const WORDS = 8, PARTLY = 6, NAMES = 4, HALF = 4, WAYS = 3, LIKE = 3;
  const LETTERS = /^\p{L}+$/u;
  const { add, folded } = window.hgBase;

  /** @typedef {{ word: string, list: Result[] }} WordList */

  // What each word finds alone, and the words that no page has. `strays` are known not to be there.
  async function each(/** @type {Asked} */ asked, /** @type {string[]} */ strays) {
    const words = [...new Set(asked.words)].filter((word) => !strays.includes(word)).slice(0, WORDS);
    const lists = /** @type {WordList[]} */ ([]), lost = [...strays];
    for (const word of words) {
      const list = await search.alone(asked, word);
      if (list.length) lists.push({ word, list });
      else lost.push(word);
    }
    return { lists, lost, blended: asked.quoted ? [] : blend(lists.map(({ list }) => list)) };
  }

  // All that has some of the words, where nothing has all of them.
  search.some = async (asked, strays) => (await each(asked, strays)).blended;

  // Beside what was `found`: pages that have some words, the words with their counts, and names that may be meant. Few pages
  // have all words of a long sentence, and these are not always the best: there all pages stand in one list, `mixed`.
  search.near = async ({ asked, found, strays, names }) => {
    const { lists, lost, blended } = await each(asked, strays);
    const own = new Map(found.map((one) => [one.id, one]));
    const many = lists.length + lost.length > 1;
    const mixed = asked.long && found.length && found.length < search.STEP ? blended.map((one) => own.get(one.id) || one).slice(0, search.STEP) : [];
    const partly = many && !mixed.length ? blended.filter((one) => !own.has(one.id)).slice(0, PARTLY) : [];
    const shownAlone = lists.length === 1 && found.length > 0; // its pages are the ones that stand there already
    const alone = lists.length ? (shownAlone ? [] : lists) : await nearby(asked, lost[0]);
    const mended = lists.length && !asked.quoted ? await mend(asked, lost) : [];
    const like = !found.length && !lists.length && alone.length ? await search.read(alone[0].list.slice(0, LIKE)) : [];
    return {
      mixed: await search.read(mixed),
      partly: await search.read(partly),
      like,
      words: [...mended, ...alone].map(({ word, list }) => [word, list.length]),
      meant: lost.length ? nearest(await names(), asked.quoted ? asked.words : lost, lists.map(({ word }) => word)) : [],
    };
  };

  // The words of all pages that begin with a letter, and how many pages have each (generator/publish/words_by_letter.py).
  /** @type {Map<string, Record<string, number>>} */
  const letters = new Map();
  search.spelt = (letter, words) => { letters.set(letter, words); };
  search.spelling = async (letter) => {
    const number = (letter.codePointAt(0) || 0).toString(16);
    await add(`pagefind/words/${number}.js`).catch(() => {}); // no page has a word that begins so
    return letters.get(letter) || {};
  };

  // Whole words that differ from one that no page has by few letters: the nearest alone, those first that go on alike for
  // longest, then those that most pages have.
  async function alike(/** @type {string} */ word) {
    if (word.length < 4 || word.length > 24 || !LETTERS.test(word)) return [];
    const most = word.length < 8 ? 1 : 2, pages = await search.spelling([...word][0]);
    const all = Object.keys(pages).map((other) => ({ other, far: Math.min(distance(word, other, most), distance(word, other.replace(/s$/, ""), most)), same: begun(word, other) }));
    const least = Math.min(most, ...all.map(({ far }) => far || Infinity));
    const near = all.filter(({ far, same }) => far === least && (far === 1 || same > 1));
    near.sort((one, two) => two.same - one.same || pages[two.other] - pages[one.other]);
    return near.slice(0, WAYS).map(({ other }) => other);
  }
  const begun = (/** @type {string} */ one, /** @type {string} */ other) => {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    return at;
  };

  // A question with a near word in the place of each that no page has, if pages have all of these.
  /** @returns {Promise<WordList[]>} */
  async function mend(/** @type {Asked} */ asked, /** @type {string[]} */ lost) {
    if (asked.unspaced || asked.exact || !lost.length) return [];
    /** @type {Map<string, string>} */
    const other = new Map();
    for (const word of lost.slice(0, WAYS)) {
      const [near] = await alike(folded(word));
      if (!near) return [];
      other.set(word, near);
    }
    const words = asked.words.map((word) => other.get(word) || word);
    const { found } = await search.seek(search.only(asked, words), 0);
    return found.length ? [{ word: words.join(" "), list: found }] : [];
  }

  // Words that no page has, and how pages write the same: without the s of several, or in two words that follow each other.
  search.otherwise = async (lost) => {
    /** @type {Map<string, string[]>} */
    const other = new Map();
    for (const word of lost) {
      const whole = folded(word);
      if (whole.length > 3 && whole.endsWith("s") && (await search.count(whole.slice(0, -1)))) other.set(word, [whole.slice(0, -1)]);
      else {
        const two = await parted(whole, (halves) => search.count(halves.join(" ")));
        if (two) other.set(word, two);
      }
    }
    return other;
  };

  // Words of the index beside one that it has not: those that differ by few letters, else the two that it is made of, else the
  // word that begins it or that differs little where it ends. These are whole words, as a page has them.
  /** @returns {Promise<WordList[]>} */
  async function nearby(/** @type {Asked} */ asked, /** @type {string | undefined} */ word) {
    if (!word || asked.unspaced || asked.exact) return [];
    const like = /** @type {WordList[]} */ ([]);
    for (const other of await alike(folded(word))) {
      const list = (await search.count(other)) ? await search.alone(asked, other) : [];
      if (list.length && !like.some((one) => one.list.length === list.length && one.list[0].id === list[0].id)) like.push({ word: other, list });
    }
    if (like.length) return like;
    const having = async (/** @type {string[]} */ halves) => (await search.seek(search.only(asked, halves), 0)).found;
    const two = await parted(folded(word), async (halves) => (await having(halves)).length);
    if (two) return [{ word: two.join(" "), list: await having(two) }];
    for (let cut = word.length - 1; cut >= 4 && cut >= word.length - 4; cut--) {
      const beginning = folded(word.slice(0, cut));
      const pages = await search.read((await search.alone(asked, beginning)).slice(0, 1));
      const goesOn = (/** @type {string} */ one) => one.startsWith(folded(word));
      const ends = search.matches(pages).filter((one) => one.startsWith(beginning) && (one === beginning || distance(folded(word), one, 2) <= 2 || goesOn(one)));
      ends.sort((one, other) => Number(goesOn(other)) - Number(goesOn(one)) || one.length - other.length);
      if (ends.length) return [{ word: ends[0], list: await search.alone(asked, ends[0]) }];
    }
    return [];
  }

  // The two words of which one is made, if pages have both and they are `together`.
  async function parted(/** @type {string} */ word, /** @type {(halves: string[]) => Promise<number>} */ together) {
    for (let at = word.length - HALF; at >= HALF; at--) {
      const halves = [word.slice(0, at), word.slice(at)];
      if ((await search.count(halves[0])) && (await search.count(halves[1])) && (await together(halves))) return halves;
    }
    return null;
  }

  // Several lists of results as one: the more words a page has, and the rarer they are, the further up it stands.
  const blend = (/** @type {Result[][]} */ lists) => {
    const all = 2 * Math.max(1, ...lists.map((list) => list.length));
    /** @type {Map<string, { sum: number, best: number, one: Result }>} */
    const sums = new Map();
    for (const list of lists) {
      for (const one of list) {
        const own = Math.log(1 + all / list.length) * (1 + one.score / list[0].score);
        const before = sums.get(one.id) || { sum: 0, best: 0, one };
        sums.set(one.id, { sum: before.sum + own, best: Math.max(before.best, own), one: own > before.best ? one : before.one });
      }
    }
    return [...sums.values()].sort((one, other) => other.sum - one.sum).map(({ one }) => one);
  };

  // Names with words that differ from those that no page has by few letters, or that go on after one: those that are like
  // several of the reader's first, then the nearest. A word that pages have is no slip, and counts only where it stands in a name.
  /** @type {(names: Named[], lost: string[], had: string[]) => { name: string, address: string, hits: number, far: number }[]} */
  const nearest = (names, lost, had) => {
    /** @type {[word: string, most: (word: string) => number][]} */
    const sought = [];
    const several = lost.length + had.length > 1; // in a question of several words, a name that differs much is another one
    for (const word of lost) sought.push([folded(word), (one) => (several ? Math.min(2, limit(one)) : limit(one))]);
    for (const word of had) sought.push([folded(word), () => 0]);
    const words = sought.filter(([word]) => word.length > 2);
    const found = /** @type {ReturnType<typeof nearest>} */ ([]);
    for (const [name, address, also] of names) {
      for (const called of [name, ...also]) {
        const parts = [...new Set([folded(called), ...folded(called).split(/[\s\-]+/)])].filter((part) => part.length > 2);
        const remark = parts.length > 6; // of a remark or a long title only a long word can be meant
        const away = words.map(([word, most]) => {
          const far = Math.min(...parts.map((part) => apart(word, part, most(word))));
          return far <= most(word) && (!remark || word.length > 6) ? far : Infinity;
        });
        const hits = away.filter(Number.isFinite);
        const far = hits.reduce((sum, one) => sum + one, 0);
        if (away.slice(0, lost.length).some(Number.isFinite)) found.push({ name: called === name ? name : `${name} (${called})`, address, hits: hits.length, far });
      }
    }
    found.sort((one, other) => other.hits - one.hits || one.far - other.far || one.name.length - other.name.length);
    return found.filter((one, at) => found.findIndex((other) => other.address === one.address) === at).slice(0, NAMES);
  };
  const apart = (/** @type {string} */ word, /** @type {string} */ part, /** @type {number} */ most) => {
    const near = distance(word, part, most);
    if (near > 0 && word[0] !== part[0] && (near > 1 || word.length < 7)) return Infinity; // few slips are made in the first letter
    const goesOn = word.length > 5 && part.length > word.length && distance(word, part.slice(0, word.length - 1), 1) <= 1;
    return goesOn ? Math.min(near, 1) : near;
  };
  const limit = (/** @type {string} */ word) => (word.length < 6 ? 1 : word.length < 9 ? 2 : 3);

  // How many letters must be changed, added, left out or swapped to make one word of the other.
  function distance(/** @type {string} */ one, /** @type {string} */ other, /** @type {number} */ limit) {
    if (Math.abs(one.length - other.length) > limit) return Infinity;
    let before = /** @type {number[]} */ ([]), row = Array.from({ length: other.length + 1 }, (_, at) => at);
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
