// Parts of which there can be several: each with its number, a button to take it away, and one to add the next.
(function () {
  "use strict";
  const form = window.hgForm;

  form.repeated = (maker, question, values, stem) => {
    const say = maker.say, called = maker.data.items[question.part || ""] || "";
    const list = form.make("div", {}), says = form.make("p", { class: "unseen", "aria-live": "polite" });
    /** @type {{ key: string, read: () => Tree, fresh: () => void, again: () => Again[], node: HTMLElement, head: HTMLElement }[]} */
    let items = [];
    const add = form.button("", () => {
      const made = put("", {});
      maker.changed();
      const first = /** @type {HTMLElement | null} */ (made.node.querySelector("input, textarea, select"));
      if (first) first.focus();
    }, "add");

    function number() {
      items.forEach((one, at) => { one.head.textContent = form.fill(say.number, { n: at + 1, w: called }); });
      add.textContent = form.fill(items.length ? say.another : say.add, { w: called });
    }

    function freeKey() {
      for (let at = 1; ; at += 1) {
        const key = stem + "-" + at;
        if (!items.some((one) => one.key === key)) return key;
      }
    }

    function put(/** @type {string} */ key, /** @type {Tree} */ value) {
      const inner = maker.group(question.part || "", value), head = form.make("legend", {});
      const away = form.button(form.fill(say.remove, { w: called }), () => {
        items = items.filter((one) => one !== made);
        list.removeChild(made.node);
        number();
        says.textContent = form.fill(say.removed, { w: called });
        add.focus();
        maker.changed();
      }, "remove");
      const node = form.make("fieldset", { class: "item" }, [head, inner.node, away]);
      const made = { key: key || (stem ? freeKey() : ""), read: inner.read, fresh: inner.fresh, again: inner.again, node, head };
      items.push(made);
      list.appendChild(node);
      number();
      return made;
    }

    values.forEach((one) => put(one.key, one.value));
    number();
    return {
      node: form.make("fieldset", { class: "several-parts" }, [form.make("legend", {}, [maker.label(question)]), list, says, add]),
      items: () => items,
      fresh: () => items.forEach((one) => one.fresh()),
      again: () => [].concat(.../** @type {any[]} */ (items.map((one) => one.again()))),
    };
  };
})();
