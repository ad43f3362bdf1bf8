// Holds this copy of the library against the lists of a newer one, which a reader opens or pastes: what of it was withdrawn, and what is newer. What
// the copy holds came with it (held.js), so this works in a folder, without a network, and asks nobody. It loads nothing, keeps nothing and
// sends nothing. What lists say is shown as text alone, whoever wrote them.
(function () {
  "use strict";
  const MOST = 50;
  const LARGEST = 20e6;
  const { make } = window.hgBase;

  window.hgHeld = (/** @type {Held} */ held) => {
    const { said } = held;
    const box = /** @type {HTMLElement} */ (document.getElementById("hg-check"));

    const fill = (/** @type {string} */ text, /** @type {Record<string, string | number>} */ values) =>
      text.replace(/%([a-z])/g, (whole, key) => (key in values ? String(values[key]) : whole));
    const day = (/** @type {string} */ date) => {
      const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
      if (!parts) return date.slice(0, 20);
      const when = new Date(Date.UTC(+parts[1], +parts[2] - 1, +parts[3]));
      return when.toLocaleDateString(held.language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    };

    const files = make("input");
    Object.assign(files, { type: "file", id: "hg-check-files", multiple: true, accept: ".json,application/json,text/plain" });
    const filesLabel = make("label", "", said.open);
    filesLabel.htmlFor = files.id;
    const text = make("textarea");
    Object.assign(text, { id: "hg-check-text", rows: 4, spellcheck: false, autocomplete: "off" });
    const textLabel = make("label", "", said.paste);
    textLabel.htmlFor = text.id;
    const go = make("button", "hg-check__go", said.compare);
    go.type = "button";
    const result = make("div", "hg-check__result");
    result.setAttribute("role", "status");
    box.append(make("p", "", filesLabel, files), make("p", "", textLabel, text), make("p", "", go), make("p", "hg-check__stays", said.stays), result);
    box.hidden = false;

    const list = (/** @type {string[]} */ addresses) => {
      const shown = addresses.slice(0, MOST).map((address) => {
        const title = (held.records[address] || [""])[0];
        return make("li", "", ...(title ? [title, " "] : []), make("code", "", address + ".html"));
      });
      if (addresses.length > MOST) shown.push(make("li", "", fill(said.more, { n: addresses.length - MOST })));
      return make("ul", "", ...shown);
    };
    const count = (/** @type {string[]} */ found, /** @type {string} */ one, /** @type {string} */ many) =>
      make("p", "", found.length === 1 ? one : fill(many, { n: found.length }));
    const has = (/** @type {object} */ of, /** @type {string} */ key) => Object.prototype.hasOwnProperty.call(of, key);

    // What lists say may be anything: only texts are taken from them.
    const texts = (/** @type {unknown} */ value) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

    function gone(/** @type {any} */ lists) {
      const dated = typeof lists.date === "string";
      const found = texts(lists.withdrawn).filter((one) => has(held.records, one)).sort();
      /** @type {HTMLElement[]} */
      const parts = [make("p", "", dated ? fill(said.of, { d: day(lists.date) }) : said.undated)];
      if (dated && lists.date < held.date) parts.push(make("p", "hg-check__bad", said.older));
      if (!found.length) return [...parts, make("p", "", said.none_gone)];
      const told = count(found, said.gone_one, said.gone);
      told.className = "hg-check__bad";
      return [told, list(found), ...parts];
    }

    function newer(/** @type {any} */ lists) {
      const number = Number.isInteger(lists.number) ? lists.number : 0;
      const later = lists.date > held.date || (held.number > 0 && number > held.number);
      if (!later) return [make("p", "", said.newest)];
      /** @type {HTMLElement[]} */
      const parts = [make("p", "", !number ? fill(said.newer, { d: day(lists.date) }) : fill(said.newer_number, { n: number, d: day(lists.date) }))];
      if (!lists.records || typeof lists.records !== "object") return parts;
      const withdrawn = new Set(texts(lists.withdrawn));
      const theirs = Object.keys(lists.records).sort();
      const own = Object.keys(held.records).sort();
      const changed = theirs.filter((one) => has(held.records, one) && held.records[one][1] !== lists.records[one]);
      const added = theirs.filter((one) => !has(held.records, one));
      const away = own.filter((one) => !has(lists.records, one) && !withdrawn.has(one));
      if (!changed.length && !away.length) parts.push(make("p", "", said.same));
      if (changed.length) parts.push(count(changed, said.changed_one, said.changed), list(changed));
      if (away.length) parts.push(count(away, said.away_one, said.away), list(away));
      if (added.length) parts.push(count(added, said.added_one, said.added));
      return parts;
    }

    function told(/** @type {string} */ source) {
      /** @type {any} */
      let lists;
      try {
        lists = JSON.parse(source);
      } catch {
        return [make("p", "hg-check__bad", said.unread)];
      }
      const known = lists && typeof lists === "object" && (Array.isArray(lists.withdrawn) || (Array.isArray(lists.files) && typeof lists.date === "string"));
      if (!known) return [make("p", "hg-check__bad", said.unread)];
      if (typeof lists.library === "string" && lists.library !== held.library) {
        return [make("p", "hg-check__bad", fill(said.other, { w: lists.library.slice(0, 80) }))];
      }
      return [...(Array.isArray(lists.withdrawn) ? gone(lists) : []), ...(Array.isArray(lists.files) && typeof lists.date === "string" ? newer(lists) : [])];
    }

    const read = (/** @type {File} */ file) => new Promise((/** @type {(text: string) => void} */ resolve) => {
      if (file.size > LARGEST) return resolve("");
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.onerror = () => resolve("");
      reader.readAsText(file);
    });

    async function compare() {
      const chosen = [...(files.files || [])];
      const sources = await Promise.all(chosen.map(async (file) => ({ name: file.name, text: await read(file) })));
      if (text.value.trim() || !sources.length) sources.push({ name: "", text: text.value });
      result.replaceChildren(make("h2", "", said.result));
      for (const source of sources) {
        if (sources.length > 1 && source.name) result.append(make("h3", "", source.name));
        result.append(...told(source.text));
      }
    }
    go.addEventListener("click", compare);
    files.addEventListener("change", () => { if (files.files && files.files.length) compare(); });
  };
})();
