// My list: the records whose addresses stand in the address of the page, as one document to share or to print. Nothing
// else knows the list. `show` gets the rows of the records that were found; whatever else is to be made of a list
// begins there. Cases on it can be laid side by side on a page of their own (compare.js).
(async function () {
  "use strict";
  const explore = window.hgExplore;
  const { fill, make, root } = window.hgBase;
  const { button } = explore;
  const box = /** @type {HTMLElement} */ (document.getElementById("hg-my-list"));
  if (!(await explore.begun())) return;
  const { said } = explore;
  let list = /** @type {string[]} */ ([]), latest = 0;

  const status = make("p", "hg-explore__status");
  status.setAttribute("role", "status");
  status.tabIndex = -1;
  const notice = make("p", "hg-explore__notice");
  notice.setAttribute("role", "status");
  const back = make("a", "", said.to_explore);
  const address = make("input");
  Object.assign(address, { id: "hg-list-address", readOnly: true, type: "text" });
  const label = make("label", "", said.address);
  label.htmlFor = address.id;
  const copied = make("p", "hg-my-list__copied");
  copied.setAttribute("role", "status");
  const set = make("a", "hg-button", said.set);
  const share = make("div", "hg-my-list__share", label, address, button(said.copy, copy), button(said.print, () => window.print()), set, copied);
  const items = make("ol", "hg-my-list__items");
  box.append(make("p", "hg-my-list__back", back), status, notice, explore.key(), items, share);
  box.hidden = false;

  // Where the browser does not let a page write to the clipboard, the reader can: the address is marked for her.
  async function copy() {
    address.focus();
    address.select();
    try {
      await navigator.clipboard.writeText(address.value);
      copied.textContent = said.copied;
    } catch {
      copied.textContent = document.execCommand("copy") ? said.copied : said.copy_self;
    }
  }

  // What a printed list says of where a record is; where on somebody's disk a folder lies is nobody's business.
  const where = (/** @type {Card} */ row) => (location.protocol === "file:" ? row.address + ".html" : explore.link(row).href);

  // Which cases are to be laid side by side: at first those that stand first. The ticks are a choice of the moment; what was
  // chosen stands in the address of the page that compares.
  const MOST_COMPARED = 4;
  const beside = make("a", "hg-button");
  const how = make("p", "hg-my-list__how", said.compare.how);
  const compare = make("div", "hg-my-list__compare", how, beside);
  status.after(compare);
  function settleTicks() {
    const ticks = [...items.querySelectorAll("input")];
    const ticked = ticks.filter((tick) => tick.checked);
    for (const tick of ticks) tick.disabled = !tick.checked && ticked.length >= MOST_COMPARED;
    beside.hidden = ticked.length < 2;
    beside.textContent = fill(said.compare.go, { n: ticked.length });
    const chosen = ticked.map((tick) => tick.value);
    beside.href = new URL("compare.html#" + chosen.join(",") + (chosen.length < list.length ? "&list=" + list.join(",") : ""), root).href;
    compare.hidden = ticks.length < 2;
  }
  function tick(/** @type {Card} */ row, /** @type {boolean} */ on) {
    const one = make("input");
    Object.assign(one, { type: "checkbox", value: row.address, checked: on });
    one.setAttribute("aria-label", fill(said.compare.tick_of, { w: row.title }));
    one.addEventListener("change", settleTicks);
    return make("label", "hg-found__tick", one, make("span", "", said.compare.tick));
  }

  function show(/** @type {Card[]} */ rows) {
    const cases = rows.filter((row) => row.kind === "cases");
    items.replaceChildren(...rows.map((row) => {
      const item = explore.card(row, "h2");
      if (cases.length > 1 && row.kind === "cases") item.append(tick(row, cases.indexOf(row) < MOST_COMPARED));
      item.append(make("p", "hg-my-list__address", where(row)));
      if (row.checked) item.append(make("p", "hg-found__checked", fill(said.checked, { w: row.checked })));
      const off = button(said.take_off_short, () => take(row.address, items.children, item));
      off.setAttribute("aria-label", fill(said.take_off, { w: row.title }));
      item.append(off);
      return item;
    }));
    settleTicks();
  }

  async function take(/** @type {string} */ gone, /** @type {Iterable<Element>} */ all, /** @type {Element} */ item) {
    const place = [...all].indexOf(item);
    put(list.filter((one) => one !== gone));
    await settle();
    const left = items.querySelectorAll("button");
    (left[place] || left[left.length - 1] || status).focus();
  }

  const put = (/** @type {string[]} */ next) => history.pushState(null, "", location.pathname + (next.length ? "#" + next.join(",") : ""));

  async function settle() {
    const mine = ++latest;
    const place = location.hash.slice(1);
    if (place && document.getElementById(place)) return history.replaceState(null, "", "#" + list.join(","));
    const read = explore.readList(place);
    list = read.list.filter((one) => explore.numbers.has(one));
    const lost = [...read.list.filter((one) => !explore.numbers.has(one)), ...read.ignored];
    try {
      const rows = await explore.rows(list.map((one) => /** @type {number} */ (explore.numbers.get(one))), explore.piece);
      if (mine !== latest) return;
      show(rows);
    } catch (error) {
      if (mine !== latest) return;
      console.error(error);
      status.textContent = said.list_failed;
      return;
    }
    notice.textContent = lost.length ? fill(said.unknown, { w: explore.some(lost, said) }) : "";
    status.textContent = list.length === 0 ? said.list_empty : list.length === 1 ? said.list_one : fill(said.list_many, { n: list.length });
    back.href = new URL("explore.html" + (list.length ? "#list=" + list.join(",") : ""), root).href;
    address.value = location.href;
    copied.textContent = "";
    set.href = explore.setOf(list);
    share.hidden = !list.length;
  }
  window.addEventListener("hashchange", settle);
  settle();
})();
