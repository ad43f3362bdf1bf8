// The full texts of chosen records as one document. They are taken from the pages of the site, so that no text lies in it twice: over
// the web and in Kiwix a page is asked for; from a folder, where a browser lets no page read another one, it is opened out of sight and
// hands its own text over (base.js). What belongs to a page and not to its text is left out, names of places and numbers of
// notes are made to hold for the whole, and each source stands once, at the end.
(function () {
  "use strict";
  const explore = window.hgExplore;
  const { make, root } = window.hgBase;
  const PATIENCE = 30000; // milliseconds for one page; a phone reads a folder slowly
  const AT_ONCE = 4;
  const OUT = "script, style, form, button, [hidden], [data-pagefind-ignore='index'], .hg-trail, .hg-bar-of-page, .hg-here, .hg-contents, .hg-locator, .hg-self, .hg-onward, .hg-ask, .hg-gap, .hg-edit, .hg-files, .hg-neighbours, .hg-turn, .hg-note, .footnote, #sources, #cite, #cite + p, #bears-on, #bears-on + *, #connections, #connections + *, #mentions";
  const NAMED_BY = ["aria-labelledby", "aria-describedby", "aria-controls", "headers"];
  const own = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href;
  // Where the library is on the web, as far as that is known: where on somebody's disk a folder lies is nobody's business.
  const online = own ? new URL(".", own) : location.protocol === "file:" ? null : root;

  /** @typedef {{ at: number, address: string, title: string, part: HTMLElement, notes: Map<string, Element>, how: string }} Full */
  /** @typedef {{ number: number, entry: HTMLElement, first: string, said: { at: number, text: string }[] }} Note */

  // What comes

  async function asked(/** @type {URL} */ from) {
    const answer = await fetch(from.href);
    if (!answer.ok) throw new Error(from.pathname);
    return answer.text();
  }

  function handed(/** @type {URL} */ from) {
    const frame = make("iframe");
    Object.assign(frame, { name: "hg-text", hidden: true, src: from.href });
    return new Promise((/** @type {(html: string) => void} */ resolve, reject) => {
      const clock = setTimeout(() => end(new Error(from.pathname)), PATIENCE);
      const hear = (/** @type {MessageEvent} */ event) => { if (event.source === frame.contentWindow) end(null, String(event.data)); };
      function end(/** @type {Error | null} */ error, html = "") {
        clearTimeout(clock);
        removeEventListener("message", hear);
        frame.remove();
        if (error) reject(error);
        else resolve(html);
      }
      addEventListener("message", hear);
      document.body.append(frame);
    });
  }

  /** @returns {Promise<Full>} */
  async function full(/** @type {string} */ address, /** @type {number} */ at) {
    const from = new URL(address + ".html", root);
    const page = new DOMParser().parseFromString(await (location.protocol === "file:" ? handed(from) : asked(from)), "text/html");
    const part = /** @type {HTMLElement | null} */ (page.querySelector(".hg-record"));
    const title = part?.querySelector("h1")?.textContent;
    if (!part || !title) throw new Error(address);
    const notes = new Map([...part.querySelectorAll(".footnote li[id]")].map((note) => [note.id, note]));
    const list = part.querySelector(".footnote");
    const how = list?.previousElementSibling?.matches(".hg-soft") ? plain(list.previousElementSibling) : "";
    list?.closest("details")?.remove();
    part.querySelectorAll(OUT).forEach((one) => one.remove());
    part.querySelectorAll("details").forEach((fold) => { fold.open = true; });
    return { at, address, title, part: document.adoptNode(part), notes, how };
  }

  // A few at a time. Gives what came, in its order, and the addresses of what did not.
  async function all(/** @type {string[]} */ addresses, /** @type {(done: number) => void} */ told) {
    const came = /** @type {Full[]} */ ([]), lost = /** @type {string[]} */ ([]);
    let next = 0, done = 0;
    const some = async () => {
      while (next < addresses.length) {
        const at = next++;
        try {
          came.push(await full(addresses[at], at + 1));
        } catch (error) {
          console.error(error);
          lost.push(addresses[at]);
        }
        told(++done);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, some));
    return { came: came.sort((one, other) => one.at - other.at), lost };
  }

  // What holds for the whole

  const plain = (/** @type {Node} */ node) => (node.textContent || "").replace(/\s+/g, " ").trim();
  const place = (/** @type {number} */ at, /** @type {string} */ id) => (id === "sources" ? "set-sources" : `set-${at}-${id}`);

  // A name of a place holds for a page; in the document the number of its record stands before it.
  function rename(/** @type {Full} */ { at, part }) {
    for (const one of part.querySelectorAll("[id]")) one.id = place(at, one.id);
    for (const name of NAMED_BY) {
      for (const one of part.querySelectorAll(`[${name}]`)) one.setAttribute(name, String(one.getAttribute(name)).split(/\s+/).map((id) => place(at, id)).join(" "));
    }
  }

  // A link leads on within the document where what it names is there, else to the library on the web. Where that is not known, its words stay.
  function relink(/** @type {Full} */ { at, address, part }, /** @type {Map<string, number>} */ inside) {
    const from = new URL(address + ".html", root);
    for (const link of /** @type {Iterable<HTMLAnchorElement>} */ (part.querySelectorAll("a[href]:not(.footnote-ref)"))) {
      const to = new URL(String(link.getAttribute("href")), from);
      if (!to.href.startsWith(root.href)) continue;
      const [path] = to.href.slice(root.href.length).split(/[?#]/);
      const number = inside.get(path.replace(/\.html$/, ""));
      const there = number && to.hash ? place(number, decodeURIComponent(to.hash.slice(1))) : `set-${number}`;
      if (number) link.setAttribute("href", "#" + there);
      else if (online) link.href = new URL(path + to.hash, online).href;
      else link.replaceWith(...link.childNodes);
    }
    const said = online ? new URL(address + ".html", online).href : "";
    part.querySelectorAll(".hg-address").forEach((gap) => { gap.textContent = said && ", " + said; });
  }

  // A note as it stands at the end, without what leads back into its page and on to others that cite the work.
  function entry(/** @type {Element} */ note) {
    const copy = /** @type {HTMLElement} */ (document.importNode(note, true));
    copy.querySelectorAll(".footnote-backref, .hg-cited").forEach((one) => one.remove());
    copy.normalize();
    for (const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT); walk.nextNode();) {
      walk.currentNode.nodeValue = String(walk.currentNode.nodeValue).replace(/\s+/g, " ");
    }
    const last = copy.querySelector("p")?.lastChild;
    if (last?.nodeType === Node.TEXT_NODE) last.nodeValue = String(last.nodeValue).trimEnd();
    return make("li", "", ...copy.childNodes);
  }

  // Every mark gets the number of its source in the whole. A work that has a page of its own is one source, whatever each record says of it.
  function number(/** @type {Full} */ { at, part, notes }, /** @type {Map<string, Note>} */ sources) {
    for (const mark of /** @type {Iterable<HTMLAnchorElement>} */ (part.querySelectorAll("a.footnote-ref"))) {
      const note = notes.get(decodeURIComponent(mark.hash.slice(1)));
      if (!note) continue;
      const made = entry(note), text = plain(made);
      const key = note.querySelector(".hg-cited a")?.getAttribute("href") || text;
      const one = sources.get(key) || { number: sources.size + 1, entry: made, first: mark.parentElement?.id || "", said: [] };
      sources.set(key, one);
      if (!one.said.some((before) => before.at === at)) one.said.push({ at, text });
      mark.textContent = String(one.number);
      const before = mark.parentElement?.previousSibling; // marks in a row do not lie over each other
      mark.classList.toggle("hg-also", before instanceof Element && before.matches("sup"));
      mark.setAttribute("href", `#set-note-${one.number}`);
    }
  }

  // What only some records say of a work stands behind it with their numbers.
  function tell(/** @type {Note} */ { number, entry, first, said }) {
    entry.id = `set-note-${number}`;
    const texts = said.map(({ text }) => text);
    let same = texts[0].length;
    for (const text of texts) while (!text.startsWith(texts[0].slice(0, same))) same--;
    const rest = (/** @type {number} */ from) => said.map(({ at, text }) => [at, text.slice(from).trim()]).filter(([, text]) => text);
    const last = entry.querySelector("p")?.lastChild, own = last?.nodeValue || "";
    if (rest(same).length || same < texts[0].length) {
      const shared = texts[0].slice(0, same).lastIndexOf(". ") + 1, tail = texts[0].slice(shared);
      if (last && own.endsWith(tail)) last.nodeValue = own.slice(0, own.length - tail.length);
      last?.parentElement?.append(...rest(shared).map(([at, text]) => ` (${at}) ${text}`));
    }
    const back = make("a", "footnote-backref", "↩");
    back.href = "#" + first;
    back.setAttribute("aria-label", explore.set.back);
    (entry.lastElementChild || entry).append(" ", back);
    return entry;
  }

  explore.texts = async (addresses, told) => {
    const { came, lost } = await all(addresses, told);
    const inside = new Map(came.map(({ address, at }) => [address, at]));
    /** @type {Map<string, Note>} */
    const sources = new Map();
    const how = new Set(came.map((one) => one.how).filter(Boolean));
    const records = came.map((one) => {
      rename(one);
      relink(one, inside);
      number(one, sources);
      const { at, part, address } = one;
      const head = /** @type {HTMLElement} */ (part.querySelector("h1"));
      head.prepend(`${at}. `);
      head.id = `set-${at}`;
      head.after(make("p", "hg-set__where", online ? new URL(address + ".html", online).href : address + ".html"));
      part.classList.add("hg-set__record");
      return part;
    });
    // A link to a part that was left out leads to the record.
    const whole = make("div", "", ...records);
    for (const link of whole.querySelectorAll("a[href^='#set-']:not(.footnote-ref)")) {
      const there = String(link.getAttribute("href")).slice(1);
      if (there !== "set-sources" && !whole.querySelector("#" + CSS.escape(there))) link.setAttribute("href", "#" + there.split("-", 2).join("-"));
    }
    const list = make("ol", "", ...[...sources.values()].map(tell));
    const title = make("h1", "", explore.set.sources);
    title.id = "set-sources";
    const end = make("section", "hg-set__sources", title, ...[...how].map((text) => make("p", "hg-soft", text)), make("div", "footnote", list));
    return { parts: sources.size ? [...records, end] : records, came: came.map(({ at }) => at), lost };
  };
})();
