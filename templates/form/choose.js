// Choosing: one of a list, or several, with a search where the list is long. What a browser brings along is used as it is, so
// that keys and screen readers find what they know.
(function () {
  "use strict";
  const form = window.hgForm;
  const LONG = 9;

  // A list of boxes to tick; those that are ticked stay in sight whatever is searched for.
  form.several = (asked, choices, say, chosen, changed) => {
    const ticked = chosen.slice();
    const isLong = choices.length > LONG;
    const count = form.make("span", { class: "count", "aria-live": "polite" });
    const list = form.make("ul", { class: "choices", role: "list" });
    const rows = choices.map((choice) => {
      const id = form.id();
      const box = form.make("input", { type: "checkbox", id, value: choice[0], checked: ticked.indexOf(choice[0]) >= 0 });
      box.addEventListener("change", () => {
        const at = ticked.indexOf(choice[0]);
        if (box.checked && at < 0) ticked.push(choice[0]);
        if (!box.checked && at >= 0) ticked.splice(at, 1);
        tell();
        changed();
      });
      const row = form.make("li", {}, [box, form.make("label", { for: id }, [choice[1]])]);
      list.appendChild(row);
      return { row, box, words: form.folded(choice.slice(1).join(" ") + " " + choice[0]) };
    });
    function tell() { count.textContent = ticked.length ? form.fill(say.chosen, { n: ticked.length }) : ""; }
    function sift(/** @type {string} */ text) {
      const words = form.folded(text).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((one) => {
        const fits = words.every((word) => one.words.indexOf(word) >= 0);
        one.row.hidden = !fits && !one.box.checked;
        shown += fits ? 1 : 0;
      });
      count.textContent = form.fill(say.shown, { n: shown, m: rows.length });
      stopAt(rows.map((one) => one.box).filter((box) => box.tabIndex === 0)[0]);
    }
    // A long list is one stop of Tab, and arrows lead through it: nobody should have to pass two hundred countries to go on.
    const seen = () => rows.filter((one) => !one.row.hidden).map((one) => one.box);
    function stopAt(/** @type {HTMLInputElement | undefined} */ wanted) {
      const boxes = seen(), stop = wanted && boxes.indexOf(wanted) >= 0 ? wanted : boxes[0];
      if (isLong) rows.forEach((one) => { one.box.tabIndex = one.box === stop ? 0 : -1; });
    }
    function move(/** @type {KeyboardEvent} */ event) {
      const boxes = seen(), at = boxes.indexOf(/** @type {HTMLInputElement} */ (event.target));
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1 }[event.key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      if (boxes[to]) boxes[to].focus();
    }
    /** @type {Node[]} */
    const inside = [form.make("legend", {}, [asked])];
    if (isLong) {
      const id = form.id(), keys = form.id();
      list.setAttribute("aria-describedby", keys);
      list.addEventListener("keydown", move);
      list.addEventListener("focusin", (event) => stopAt(/** @type {HTMLInputElement} */ (event.target)));
      stopAt(rows.map((one) => one.box).filter((box) => box.checked)[0]);
      const search = form.make("input", { type: "search", id, autocomplete: "off", spellcheck: "false" });
      search.addEventListener("input", () => sift(search.value));
      inside.push(form.make("label", { for: id, class: "search" }, [say.search]), search, form.make("p", { class: "keys", id: keys }, [say.keys]));
    }
    tell();
    inside.push(count, list);
    // Which were chosen first stays told: of some lists the first counts most. What this list does not have is kept.
    return { node: form.make("fieldset", { class: "several" }, inside), read: () => ticked.slice() };
  };

  form.one = (asked, choices, say, chosen, changed, describe) => {
    const id = form.id();
    const select = form.make("select", { id, "aria-describedby": describe || "" });
    const known = choices.some((choice) => choice[0] === chosen);
    const all = [["", say.choose]].concat(choices, chosen && !known ? [[chosen, chosen]] : []);
    all.forEach((choice) => { select.appendChild(form.make("option", { value: choice[0], selected: choice[0] === chosen }, [choice[1]])); });
    select.addEventListener("change", changed);
    return { node: form.make("div", { class: "field" }, [form.make("label", { for: id }, [asked]), select]), input: select, read: () => select.value };
  };
})();
