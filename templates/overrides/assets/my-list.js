// My list: the records whose addresses stand in the address of the page, as one document to share or to print. Nothing
// else knows the list. `show` gets the rows of the records that were found; whatever else is to be made of a list
// begins there.
(async function () {
  "use strict";
  const explore = window.hgExplore;
  const { make, button, fill } = explore;
  const box = document.getElementById("hg-my-list");
  explore.plain(false);
  try {
    await Promise.all([explore.add("assets/explore-words.js"), explore.add("assets/explore-addresses.js")]);
  } catch (error) {
    explore.plain(true);
    console.error(error);
    return;
  }
  const { said } = explore;
  let list = [], latest = 0;

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
  const share = make("div", "hg-my-list__share", label, address, button(said.copy, copy), button(said.print, () => window.print()), copied);
  const items = make("ol", "hg-my-list__items");
  box.append(make("p", "hg-my-list__back", back), status, notice, items, share);
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
  const where = (row) => (location.protocol === "file:" ? row.address + ".html" : explore.link(row).href);

  function show(rows) {
    items.replaceChildren(...rows.map((row) => {
      const item = explore.card(row, "h2");
      item.append(make("p", "hg-my-list__address", where(row)));
      if (row.checked) item.append(make("p", "hg-found__checked", fill(said.checked, { w: row.checked })));
      const off = button(said.take_off_short, () => take(row.address, items.children, item));
      off.setAttribute("aria-label", fill(said.take_off, { w: row.title }));
      item.append(off);
      return item;
    }));
  }

  async function take(gone, all, item) {
    const place = [...all].indexOf(item);
    put(list.filter((one) => one !== gone));
    await settle();
    const left = items.querySelectorAll("button");
    (left[place] || left[left.length - 1] || status).focus();
  }

  const put = (next) => history.pushState(null, "", location.pathname + (next.length ? "#" + next.join(",") : ""));

  async function settle() {
    const mine = ++latest;
    const place = location.hash.slice(1);
    if (place && document.getElementById(place)) return history.replaceState(null, "", "#" + list.join(","));
    const read = explore.readList(place);
    list = read.list.filter((one) => explore.numbers.has(one));
    const lost = [...read.list.filter((one) => !explore.numbers.has(one)), ...read.ignored];
    try {
      const rows = await explore.rows(list.map((one) => explore.numbers.get(one)), explore.piece);
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
    back.href = new URL("explore.html" + (list.length ? "#list=" + list.join(",") : ""), explore.root);
    address.value = location.href;
    copied.textContent = "";
    share.hidden = !list.length;
  }
  window.addEventListener("hashchange", settle);
  settle();
})();
