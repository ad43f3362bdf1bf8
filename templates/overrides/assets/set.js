// A set of one's own: the records whose addresses stand in the address of this page, as one document with their full texts, to print or to keep
// as PDF, and as tables and data for other programs. All of it is made here, when somebody asks for it, and nothing is kept.
(async function () {
  "use strict";
  const explore = window.hgExplore;
  const { add, fill, make, root } = window.hgBase;
  const { button } = explore;
  const box = /** @type {HTMLElement} */ (document.getElementById("hg-set"));
  explore.taking = (said) => { explore.set = said; };
  const [begun] = await Promise.all([explore.begun(), add("assets/set-words.js").catch(console.error)]);
  if (!begun || !explore.set) return explore.plain(true);
  const { said, set: words } = explore;
  let list = /** @type {string[]} */ ([]), latest = 0, state = "";

  const back = make("a", "", words.as_list);
  const status = make("p", "hg-explore__status");
  status.setAttribute("role", "status");
  const notice = make("p", "hg-explore__notice");
  notice.setAttribute("role", "status");
  const gather = button(words.gather, texts, "hg-button hg-button--main");
  const print = button(words.print, () => window.print(), "hg-button hg-button--main");
  const tables = make("span", "hg-set__tables");
  /** @type {Map<number, [kind: string, cells: string[], whole: object][]>} */
  const data = new Map();
  explore.recorded = (number, rows) => { data.set(number, rows); };
  const ways = make("div", "hg-set__ways", gather, print, tables);
  const about = make("div", "hg-set__about");
  const contents = make("ol", "hg-set__contents");
  const document_ = make("div", "hg-set__texts");
  box.append(make("p", "hg-my-list__back", back), status, notice, ways, about, contents, document_);
  box.hidden = false;

  // What the first sheet says of the whole: of which library and edition, made on which day, under which licence.
  function front() {
    const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
    const name = /** @type {Element} */ (document.querySelector(".hg-name")).textContent || "";
    const licence = make("p", "", ...[.../** @type {Element} */ (document.querySelector(".hg-footer p")).cloneNode(true).childNodes]);
    about.replaceChildren(make("p", "", fill(words.made, { w: name, d: day })), make("p", "", words.edition), licence);
  }

  // The contents lead to the pages of the records, and into the document when it is there.
  function show(/** @type {Card[]} */ rows) {
    contents.replaceChildren(...rows.map((row) => {
      const kind = row.kind === "cases" ? "" : said.kinds[row.kind];
      return make("li", "", explore.link(row), make("span", "hg-set__facts", [kind, row.who, row.where, row.when].filter(Boolean).join(" · ")));
    }));
  }

  // The data of the chosen records, a piece of them at a time.
  async function rows() {
    const numbers = list.map((one) => /** @type {number} */ (explore.numbers.get(one)));
    const pieces = [...new Set(numbers.map((number) => Math.floor(number / explore.piece)))];
    await Promise.all(pieces.filter((one) => !data.has(one)).map((one) => add(`assets/set-rows/${one}.js`)));
    return numbers.map((number) => /** @type {[string, string[], object][]} */ (data.get(Math.floor(number / explore.piece)))[number % explore.piece]);
  }

  // A cell as a file of CSV has it. That no spreadsheet takes it for a formula was seen to where the data were made.
  const cell = (/** @type {string} */ text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

  async function save(/** @type {string} */ name, /** @type {string} */ type, /** @type {(rows: [string, string[], object][]) => string} */ written) {
    try {
      const link = make("a");
      link.href = URL.createObjectURL(new Blob([written(await rows())], { type }));
      link.download = name;
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      notice.textContent = fill(words.saved, { w: name });
    } catch (error) {
      console.error(error);
      notice.textContent = said.list_failed;
    }
  }

  // A table for each kind, since each has columns of its own: those of the library's open data.
  function offer(/** @type {Card[]} */ cards) {
    const kinds = Object.keys(words.columns).filter((kind) => cards.some((card) => card.kind === kind));
    const csv = (/** @type {string} */ kind) => save(`set-${kind}.csv`, "text/csv", (all) => {
      const own = all.filter(([one]) => one === kind).map(([, cells]) => cells);
      return "\ufeff" + [words.columns[kind], ...own].map((line) => line.map(cell).join(",") + "\n").join("");
    });
    const json = () => save("set.json", "application/json", (all) => JSON.stringify({ ...words.about, records: all.map(([, , whole]) => whole) }, null, 1) + "\n");
    tables.replaceChildren(...kinds.map((kind) => button(words.tables[kind], () => csv(kind))), button(words.data, json));
  }

  async function texts() {
    const mine = ++latest;
    gather.disabled = true;
    status.textContent = fill(words.gathering, { n: 0, t: list.length });
    try {
      await Promise.all(["assets/findings.css", "assets/pictures.css", "assets/set-texts.js"].map(add));
      const { parts, came, lost } = await explore.texts(list, (n) => { if (mine === latest) status.textContent = fill(words.gathering, { n, t: list.length }); });
      if (mine !== latest) return;
      document_.replaceChildren(...parts);
      for (const at of came) /** @type {HTMLAnchorElement} */ (contents.children[at - 1].querySelector("a")).href = `#set-${at}`;
      status.textContent = fill(lost.length ? words.partly : words.whole, { n: came.length, t: list.length });
      notice.textContent = lost.length ? fill(words.lost, { w: explore.some(lost, said) }) : "";
      gather.hidden = !lost.length;
      print.hidden = !came.length;
      if (came.length) print.focus();
    } catch (error) {
      console.error(error);
      if (mine === latest) status.textContent = words.failed;
    } finally {
      gather.disabled = false;
    }
  }

  async function settle() {
    const place = location.hash.slice(1);
    // A jump within the document is no state: the address is put right again.
    if (place && document.getElementById(place)) return history.replaceState(null, "", location.pathname + location.search + state);
    const mine = ++latest;
    state = location.hash;
    const read = explore.readList(place);
    list = read.list.filter((one) => explore.numbers.has(one));
    const lost = [...read.list.filter((one) => !explore.numbers.has(one)), ...read.ignored];
    document_.replaceChildren();
    try {
      const cards = await explore.rows(list.map((one) => /** @type {number} */ (explore.numbers.get(one))), explore.piece);
      if (mine !== latest) return;
      show(cards);
      offer(cards);
    } catch (error) {
      console.error(error);
      if (mine === latest) status.textContent = said.list_failed;
      return;
    }
    front();
    status.textContent = list.length ? fill(list.length === 1 ? words.one : words.many, { n: list.length }) : words.empty;
    notice.textContent = lost.length ? fill(said.unknown, { w: explore.some(lost, said) }) : "";
    back.href = new URL("list.html" + (list.length ? "#" + list.join(",") : ""), root).href;
    ways.hidden = about.hidden = !list.length;
    gather.hidden = gather.disabled = false;
    print.hidden = true;
  }
  window.addEventListener("hashchange", settle);
  settle();
})();
