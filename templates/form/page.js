// The page: its steps one after the other, the text at the end, a saved text opened again, and the ways to be rid of all of it.
(function () {
  "use strict";
  const form = window.hgForm;
  const at = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const data = /** @type {FormData_} */ (JSON.parse(at("data").textContent || ""));
  const say = data.say, root = at("form");
  const template = /** @type {HTMLTemplateElement} */ (at("words"));
  const word = (/** @type {string} */ name) => {
    const found = template.content.querySelector('[data-say="' + name + '"]');
    return found ? (found.textContent || "").trim() : "";
  };
  const status = form.make("p", { class: "status", role: "status" });
  /** @type {{ key: string, title: string, node: HTMLElement, head: HTMLElement, controls: Record<string, Control> }[]} */
  let steps = [];
  /** @type {Tree} */
  let came = {};
  let now = 0;

  function build(/** @type {Tree} */ record, /** @type {string} */ story) {
    came = record;
    root.textContent = "";
    const maker = new form.Maker(data, () => { status.textContent = ""; });
    data.steps.forEach((step) => step[3].forEach((name) => { maker.stepOf["own " + name] = step[1]; }));
    const questions = data.parts.Case;
    steps = data.steps.map((step) => {
      const head = form.make("h2", { tabindex: "-1" }, [step[1]]);
      const node = form.make("section", { hidden: true }, [head, form.make("p", { class: "hint" }, [step[2]])]);
      /** @type {Record<string, Control>} */
      const controls = {};
      step[3].forEach((name) => {
        const question = name === data.story.name ? data.story : questions.filter((one) => one.name === name)[0];
        controls[name] = maker.control(question, name === data.story.name ? story : record[name]);
        node.appendChild(controls[name].node);
      });
      return { key: step[0], title: step[1], node, head, controls };
    });
    const last = form.make("section", { hidden: true });
    const title = word("title"), head = form.make("h2", { tabindex: "-1" }, [title]);
    steps.push({ key: "last", title, node: last, head, controls: {} });
    root.appendChild(menu());
    steps.forEach((step, number) => {
      root.appendChild(step.node);
      if (number < steps.length - 1) step.node.appendChild(ways(number));
    });
    root.appendChild(status);
    root.appendChild(saved());
    steps.forEach((step) => Object.keys(step.controls).forEach((name) => { const fresh = step.controls[name].fresh; if (fresh) fresh(); }));
    show(0, false);
  }

  function menu() {
    const list = form.make("ol", {});
    steps.forEach((step, number) => {
      list.appendChild(form.make("li", {}, [form.button(step.title, () => show(number, true))]));
    });
    const summary = form.make("summary", { id: "where" });
    return form.make("nav", { "aria-label": word("steps") }, [form.make("details", { id: "steps" }, [summary, list])]);
  }

  function ways(/** @type {number} */ number) {
    const inside = [];
    if (number) inside.push(form.button(say.back, () => show(number - 1, true), "back"));
    inside.push(form.button(form.fill(say.next, { t: steps[number + 1].title }), () => show(number + 1, true), "next"));
    return form.make("p", { class: "ways" }, inside);
  }

  function show(/** @type {number} */ number, /** @type {boolean} */ focus) {
    now = number;
    steps.forEach((step, other) => { step.node.hidden = other !== number; });
    at("where").textContent = form.fill(say.step, { n: number + 1, m: steps.length, t: steps[number].title });
    /** @type {HTMLDetailsElement} */ (at("steps")).open = false;
    const step = steps[number];
    Object.keys(step.controls).forEach((name) => { const fresh = step.controls[name].fresh; if (fresh) fresh(); });
    if (step.key === "last") lookOver(step);
    at("before").hidden = number > 0;
    if (focus) {
      step.head.focus();
      step.head.scrollIntoView();
    }
  }

  // The record of all answers. A lesson is pointed at by others, so it gets an address, which it keeps.
  function record() {
    const found = /** @type {Tree} */ ({ title: "" });
    let story = "";
    steps.forEach((step) => Object.keys(step.controls).forEach((name) => {
      const value = step.controls[name].read();
      if (name === data.story.name) story = String(value);
      else if (form.isSome(value)) found[name] = value;
    }));
    Object.keys(came).forEach((name) => { if (!steps.some((step) => name in step.controls)) found[name] = came[name]; });
    if (Array.isArray(found.lessons)) found.lessons = form.addressed(/** @type {Tree[]} */ (found.lessons));
    return { record: found, story };
  }

  const written = () => {
    const all = record();
    return form.write(all.record, all.story);
  };

  function lookOver(/** @type {{ node: HTMLElement, head: HTMLElement }} */ step) {
    step.node.textContent = "";
    step.node.appendChild(step.head);
    const list = form.make("ul", { class: "again" });
    steps.forEach((other, number) => Object.keys(other.controls).forEach((name) => {
      other.controls[name].again().forEach((one) => {
        const go = form.button(one.text, () => {
          show(number, false);
          for (let up = one.to.parentElement; up; up = up.parentElement) if (up instanceof HTMLDetailsElement) up.open = true;
          one.to.focus();
        });
        list.appendChild(form.make("li", {}, [go]));
      });
    }));
    const consent = withoutConsent();
    if (consent >= 0) list.appendChild(form.make("li", {}, [form.button(say.consent, () => show(consent, true))]));
    step.node.appendChild(form.make("p", {}, [list.children.length ? say.look : say.nothing]));
    if (list.children.length) step.node.appendChild(list);
    const id = form.id();
    const text = form.make("textarea", { id, rows: "10", readonly: true, class: "text", spellcheck: "false", dir: "auto" });
    text.value = written();
    step.node.appendChild(form.make("p", {}, [word("send")]));
    if (word("private")) step.node.appendChild(form.make("p", {}, [word("private")]));
    step.node.appendChild(form.make("div", { class: "field" }, [form.make("label", { for: id }, [word("text")]), text]));
    step.node.appendChild(form.make("p", { class: "ways" }, [
      form.button(say.back, () => show(now - 1, true), "back"),
      form.button(word("copy"), () => copy(text), ""),
    ]));
  }

  // The step in which to say who agreed, where that is missing: the check stops what rests on talk and has no consent.
  function withoutConsent() {
    const told = record().record, sources = /** @type {Tree} */ (told.sources || {});
    const isTold = Object.keys(sources).some((key) => /** @type {Tree} */ (sources[key]).kind === "personal-communication");
    return isTold && !told.consent ? steps.map((step) => "consent" in step.controls).indexOf(true) : -1;
  }

  function copy(/** @type {HTMLTextAreaElement} */ text) {
    text.focus();
    text.select();
    text.setSelectionRange(0, text.value.length);
    let done = false;
    try { done = document.execCommand("copy"); } catch (error) { done = false; }
    status.textContent = done ? say.copied : say.not_copied;
  }

  function save() {
    const name = say.file + ".txt";
    const address = URL.createObjectURL(new Blob([written()], { type: "text/plain;charset=utf-8" }));
    const link = form.make("a", { href: address, download: name, hidden: true });
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    status.textContent = form.fill(say.saved, { f: name });
  }

  function open(/** @type {string} */ text) {
    try {
      const found = form.read(text);
      build(found.record, found.story);
      status.textContent = say.opened;
    } catch (error) {
      status.textContent = form.fill(say.not_opened, { n: /** @type {any} */ (error).line || 1 });
    }
  }

  function saved() {
    const file = form.id(), pasted = form.id();
    const pick = form.make("input", { type: "file", id: file, accept: ".txt,.md,text/plain,text/markdown" });
    pick.addEventListener("change", () => {
      const one = pick.files && pick.files[0];
      if (!one) return;
      if (one.size > form.MOST) return void (status.textContent = say.too_big);
      const reader = new FileReader();
      reader.onload = () => open(String(reader.result));
      reader.readAsText(one);
    });
    const text = form.make("textarea", { id: pasted, rows: "3", autocomplete: "off", spellcheck: "false" });
    let isSure = false;
    const forget = form.button(word("forget"), () => {
      if (!isSure) {
        isSure = true;
        status.textContent = say.sure;
        return;
      }
      build({}, "");
      status.textContent = say.forgotten;
      at("where").focus();
    }, "forget");
    forget.addEventListener("blur", () => { isSure = false; });
    const more = form.make("details", {}, [
      form.make("summary", {}, [word("open")]),
      form.make("div", { class: "field" }, [form.make("label", { for: file }, [word("open")]), pick]),
      form.make("div", { class: "field" }, [form.make("label", { for: pasted }, [word("paste")]), text]),
      form.button(word("take"), () => open(text.value)),
    ]);
    return form.make("aside", { "aria-label": word("save") }, [
      form.make("p", { class: "hint" }, [word("keep")]),
      form.make("p", { class: "ways" }, [form.button(word("save"), save, "save"), forget]), more,
    ]);
  }

  // Away at once: nothing that was written is left in the page, and no page of ours in the way back.
  function leave(/** @type {Event} */ event) {
    event.preventDefault();
    const target = /** @type {HTMLAnchorElement} */ (at("leave")).href, rows = word("rows").split("|"), plain = word("plain");
    came = {};
    steps = [];
    const body = form.make("body", {});
    document.title = word("now");
    document.body = body;
    if (location.protocol !== "file:") return void location.replace(target);
    // Alone there may be no other page beside it: a plain one stands here.
    const table = form.make("table", {});
    for (let row = 0; row < rows.length; row += 2) {
      table.appendChild(form.make("tr", {}, [form.make("th", { scope: "row" }, [rows[row]]), form.make("td", {}, [rows[row + 1]])]));
    }
    document.title = plain;
    body.appendChild(form.make("main", {}, [form.make("h1", {}, [plain]), table]));
  }

  let presses = 0, clock = 0;
  document.addEventListener("keyup", (event) => {
    clearTimeout(clock);
    presses = event.key === "Shift" ? presses + 1 : 0;
    if (presses === 3) leave(event);
    clock = setTimeout(() => { presses = 0; }, 5000);
  });
  document.addEventListener("keydown", (event) => { if (event.key !== "Shift") presses = 0; });
  at("leave").addEventListener("click", leave);
  at("without").hidden = true;
  root.hidden = false;
  build({}, "");
})();
