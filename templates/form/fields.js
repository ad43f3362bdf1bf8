// A control for each question, made of what the page's data says of the field: what it holds, how long it may be, what may stand in
// it. A control gives its value when it is asked, and what of it should be looked at again; nothing is kept elsewhere.
(function () {
  "use strict";
  const form = window.hgForm;
  const PATIENCE = 600;

  form.Maker = class {
    constructor(/** @type {FormData_} */ data, /** @type {() => void} */ changed) {
      this.data = data;
      this.say = data.say;
      this.changed = changed;
      /** @type {Record<string, () => string[][]>} */
      this.own = {};
      /** @type {Record<string, string>} */
      this.stepOf = {};
      /** @type {Record<string, boolean>} */
      this.known = Object.create(null);
      Object.keys(data.lists).forEach((name) => {
        data.lists[name].forEach((choice) => { this.known[form.folded(choice[1])] = true; });
      });
    }

    control(/** @type {Question} */ question, /** @type {Value | undefined} */ value) {
      switch (question.holds) {
        case "part": return this.part(question, /** @type {Tree} */ (value || {}));
        case "parts": return this.parts(question, /** @type {Tree[]} */ (Array.isArray(value) ? value : value ? [value] : []));
        case "map": return this.map(question, /** @type {Tree} */ (value || {}));
        case "several": return this.several(question, /** @type {string[]} */ (value || []));
        case "one": return this.one(question, typeof value === "string" ? value : "");
        case "truth": return this.truth(question, value === true || value === "true");
        default: return this.words(question, typeof value === "string" ? value : value === true ? "true" : "");
      }
    }

    choices(/** @type {Question} */ question) {
      if (question.choices) return question.choices;
      const name = question.listed || "";
      return name.indexOf("own ") === 0 ? (this.own[name.slice(4)] || (() => []))() : this.data.lists[name] || [];
    }

    label(/** @type {Question} */ question) { return question.label + (question.required ? " (" + this.say.needed + ")" : ""); }

    /** @returns {Control} */
    words(/** @type {Question} */ question, /** @type {string} */ value) {
      const id = form.id(), long = question.holds !== "line";
      const input = form.make(long ? "textarea" : "input", {
        id, autocomplete: "off", spellcheck: "false", dir: "auto", rows: question.holds === "story" ? "12" : long ? "4" : "",
        "aria-describedby": (question.hint ? id + "h " : "") + id + "w",
      });
      input.value = value;
      const warned = form.make("div", { id: id + "w", class: "warned", "aria-live": "polite" });
      let clock = 0;
      const tell = () => {
        const all = this.wrong(question, input.value);
        warned.textContent = "";
        all.forEach((one) => { warned.appendChild(form.make("p", {}, [one])); });
      };
      input.addEventListener("input", () => {
        clearTimeout(clock);
        clock = setTimeout(tell, PATIENCE);
        this.changed();
      });
      if (value) tell();
      /** @type {HTMLElement[]} */
      const inside = [form.make("label", { for: id }, [this.label(question)])];
      if (question.hint) inside.push(form.make("p", { class: "hint", id: id + "h" }, [question.hint]));
      return {
        node: form.make("div", { class: "field" }, inside.concat([input, warned])),
        read: () => form.clean(input.value),
        again: () => {
          tell();
          const all = this.wrong(question, input.value);
          if (question.required && !form.clean(input.value)) all.push(this.say.missing);
          return all.map((text) => ({ text: form.fill(this.say.at, { s: question.label, p: text }), to: input }));
        },
      };
    }

    // What is wrong with a text, or should be looked at again.
    wrong(/** @type {Question} */ question, /** @type {string} */ value) {
      const text = form.clean(value);
      if (!text) return [];
      const found = [];
      if (question.most && text.length > question.most) found.push(form.fill(this.say.long, { n: text.length, m: question.most }));
      const words = text.split(/\s+/).length;
      if (question.words && words > question.words) found.push(form.fill(this.say.words, { n: words, m: question.words }));
      if (question.look && !new RegExp(question.look).test(text)) found.push(this.say.unlike);
      const like = question.like && this.data.looks[question.like];
      if (like) return new RegExp(like[0], "i").test(text) ? found : found.concat(form.fill(this.say.fix, { a: like[1], b: like[2] }));
      return found.concat(form.look(text, this.data.watch, (name) => !!this.known[name] || question.name === "authors"));
    }

    /** @returns {Control} */
    truth(/** @type {Question} */ question, /** @type {boolean} */ value) {
      const id = form.id();
      const box = form.make("input", { type: "checkbox", id, checked: value });
      box.addEventListener("change", this.changed);
      return { node: form.make("div", { class: "field tick" }, [box, form.make("label", { for: id }, [question.label])]), read: () => box.checked, again: () => [] };
    }

    /** @returns {Control} */
    one(/** @type {Question} */ question, /** @type {string} */ value) {
      const made = form.one(this.label(question), this.choices(question), this.say, value, this.changed);
      return {
        node: made.node,
        read: made.read,
        again: () => (question.required && !made.read() ? [{ text: form.fill(this.say.at, { s: question.label, p: this.say.missing }), to: made.input }] : []),
      };
    }

    /** @returns {Control} */
    several(/** @type {Question} */ question, /** @type {string[]} */ value) {
      const isOwn = (question.listed || "").indexOf("own ") === 0;
      const node = form.make("div", {});
      let inner = /** @type {{ node: HTMLElement, read: () => string[] }} */ ({ node, read: () => value });
      const build = () => {
        const choices = this.choices(question);
        const still = isOwn ? inner.read().filter((one) => choices.some((choice) => choice[0] === one)) : inner.read();
        inner = form.several(this.label(question), choices, this.say, still, this.changed);
        if (isOwn && !choices.length) inner.node.appendChild(form.make("p", { class: "hint" }, [form.fill(this.say.no_own, { t: this.stepOf[question.listed || ""] || "" })]));
        node.textContent = "";
        node.appendChild(inner.node);
      };
      build();
      const read = () => (isOwn ? inner.read().filter((one) => this.choices(question).some((choice) => choice[0] === one)) : inner.read());
      return {
        node, read, fresh: isOwn ? build : undefined,
        again: () => (question.required && !read().length ? [{ text: form.fill(this.say.at, { s: question.label, p: this.say.missing }), to: node.querySelector("input") || node }] : []),
      };
    }

    // The questions of one part, those of which little is known behind “More”. What the form does not ask for stays as it came.
    group(/** @type {string} */ part, /** @type {Tree} */ value) {
      const questions = this.data.parts[part];
      /** @type {Record<string, Control>} */
      const controls = {};
      const first = form.make("div", {}), more = form.make("details", {}, [form.make("summary", {}, [this.say.more])]);
      let isMore = false, isFilled = false;
      questions.forEach((question) => {
        const one = (controls[question.name] = this.control(question, value[question.name]));
        (question.first ? first : more).appendChild(one.node);
        isMore = isMore || !question.first;
        isFilled = isFilled || (!question.first && value[question.name] !== undefined);
      });
      more.open = isFilled;
      if (isMore) first.appendChild(more);
      const read = () => {
        const found = /** @type {Tree} */ ({});
        questions.forEach((question) => {
          const one = controls[question.name].read();
          if (form.isSome(one)) found[question.name] = one;
        });
        Object.keys(value).forEach((name) => { if (!controls[name]) found[name] = value[name]; });
        return found;
      };
      return {
        node: first, read,
        fresh: () => questions.forEach((question) => { const one = controls[question.name]; if (one.fresh) one.fresh(); }),
        again: () => (form.isSome(read()) ? [].concat(.../** @type {any[]} */ (questions.map((question) => controls[question.name].again()))) : []),
      };
    }

    /** @returns {Control} */
    part(/** @type {Question} */ question, /** @type {Tree} */ value) {
      const inner = this.group(question.part || "", value);
      const node = form.make("fieldset", { class: "part" }, [form.make("legend", {}, [this.label(question)]), inner.node]);
      return { node, read: inner.read, fresh: inner.fresh, again: inner.again };
    }

    /** @returns {Control} */
    parts(/** @type {Question} */ question, /** @type {Tree[]} */ value) {
      const made = form.repeated(this, question, value.map((one) => ({ key: "", value: one })), null);
      return { node: made.node, read: () => made.items().map((one) => one.read()).filter(form.isSome), fresh: made.fresh, again: made.again };
    }

    /** @returns {Control} */
    map(/** @type {Question} */ question, /** @type {Tree} */ value) {
      const of = Object.keys(value).map((key) => ({ key, value: /** @type {Tree} */ (value[key]) }));
      const stem = form.folded(question.part === "Citation" ? "source" : question.name);
      const made = form.repeated(this, question, of, stem);
      const some = () => made.items().filter((one) => form.isSome(one.read()));
      this.own[question.name] = () => some().map((one) => {
        const said = one.read();
        return [one.key, String(said.title || said.design || said.publisher || one.key)];
      });
      return {
        node: made.node, fresh: made.fresh, again: made.again,
        read: () => {
          const found = /** @type {Tree} */ ({});
          some().forEach((one) => { found[one.key] = one.read(); });
          return found;
        },
      };
    }
  };

  // Whether a value says anything.
  form.isSome = (value) =>
    !(value === undefined || value === "" || value === false || (typeof value === "object" && !Object.keys(value).some((name) => form.isSome(/** @type {any} */ (value)[name]))));
})();
