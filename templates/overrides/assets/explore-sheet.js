// Two things that Explore asks for when they are needed: the sheet in which a phone shows the facets, and the search for words.
(function () {
  "use strict";
  const explore = window.hgExplore;
  const { add, fill, make, still } = window.hgBase;
  const DESK = matchMedia("(min-width: 60em)");

  // The facets are the same elements in the sheet and at the side; they go where they are seen. The browser's own modal
  // would still the quick way out of the site too, so the page is stilled as it is for the search.
  explore.sheet = (facets, side, toResults) => {
    const { said } = explore;
    const title = make("h2", "", said.narrow);
    title.id = "hg-sheet-title";
    const close = explore.button(said.close, () => shut());
    const see = explore.button("", () => { shut(); toResults(); }, "hg-button hg-button--main");
    const status = make("p", "hg-hidden");
    status.setAttribute("role", "status");
    const inside = make("div", "hg-sheet__inside");
    const sheet = make("dialog", "hg-sheet md-typeset", make("div", "hg-sheet__head", title, close), inside, make("div", "hg-sheet__foot", status, see));
    sheet.setAttribute("aria-labelledby", title.id);
    const veil = make("div", "hg-sheet__veil");
    let stilled = /** @type {HTMLElement[]} */ ([]), from = /** @type {HTMLElement | null} */ (null);
    function shut() {
      for (const part of stilled) part.inert = false;
      veil.remove();
      sheet.close();
      side.append(facets);
      from?.focus();
    }
    // As high as a thumb reaches, and never over the bar with the way out.
    function place() {
      const { bottom } = /** @type {Element} */ (document.querySelector(".hg-bar")).getBoundingClientRect();
      sheet.style.maxHeight = Math.min(innerHeight * 0.88, innerHeight - bottom - 8) + "px";
    }
    veil.addEventListener("click", shut);
    sheet.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) shut(); });
    addEventListener("resize", () => { if (sheet.open) place(); });
    DESK.addEventListener("change", () => { if (sheet.open) shut(); });
    document.body.append(sheet);
    return {
      open(opener) {
        from = opener; // some browsers give a button that is tapped no focus
        inside.append(facets);
        place();
        sheet.show();
        stilled = still(document.body, sheet);
        document.body.append(veil); // after the stilling, so that a tap beside the sheet closes it
        inside.scrollTop = 0;
      },
      say(words, count) {
        see.textContent = words;
        if (sheet.open) status.textContent = count;
      },
    };
  };

  // The numbers of the records that have these words, the best first: at once where they were asked for before. Where none
  // has all of them, those that have some. `told` says what had to be left out. The index is the site's own; a file beside
  // it says which of its pages is which record.
  /** @type {Map<string, Sought>} */
  const known = new Map();
  explore.find = (text) => known.get(text) || look(text);
  async function look(/** @type {string} */ text) {
    const search = window.hgSearch;
    await search.load();
    if (!explore.places) await add("pagefind/explore.js");
    const asked = search.understand(text);
    const placed = (/** @type {Result[]} */ results) => results.flatMap(({ id }) => explore.places?.get(id) ?? []);
    const { found, strays } = await search.seek(asked, 1);
    const told = asked.words.length > 1 ? search.absent(strays) : [];
    let numbers = placed(found);
    if (!numbers.length && asked.words.length > 1 && !asked.quoted) {
      numbers = placed(await search.partly(asked, strays));
      if (numbers.length) told.unshift(fill(search.said.some, { q: asked.shown }));
    }
    const sought = { numbers, told: told.join(" ") };
    known.set(text, sought);
    return sought;
  }
})();
