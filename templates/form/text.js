// The text that leaves the form: a record in Markdown, whose values all stand in quotation marks, so that nothing in it can be
// taken for anything but text. generator/authoring/intake/written.py writes the same, to the letter.
(function () {
  "use strict";
  const form = window.hgForm;
  const PLAIN = /^[a-z][a-z0-9_-]*$/;
  const LIKE_A_VALUE = /^(?:y|n|yes|no|on|off|true|false|null)$/;
  const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029\u2066-\u206f\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/g;
  const STRAY = /(^|[^\ud800-\udbff])[\udc00-\udfff]/g;
  const TAGS = /\udb40[\udc00-\udc7f]/g;

  // Without signs that nobody sees: they can hide a text, or turn one around.
  form.clean = (text) =>
    text.replace(/\r\n?/g, "\n").replace(UNSEEN, " ").replace(STRAY, "$1 ").replace(TAGS, " ").trim();

  const quoted = (/** @type {string} */ text) => JSON.stringify(form.clean(text));
  const key = (/** @type {string} */ text) => (PLAIN.test(text) && !LIKE_A_VALUE.test(text) ? text : JSON.stringify(text));

  function lines(/** @type {Tree} */ tree, /** @type {string} */ pad) {
    /** @type {string[]} */
    const found = [];
    Object.keys(tree).forEach((name) => {
      const value = tree[name];
      if (value === true) found.push(pad + key(name) + ': "true"');
      else if (typeof value === "string") {
        if (form.clean(value)) found.push(pad + key(name) + ": " + quoted(value));
      } else if (Array.isArray(value)) list(name, value, pad, found);
      else if (value) {
        const inner = lines(value, pad + "  ");
        if (inner.length) found.push(pad + key(name) + ":", ...inner);
      }
    });
    return found;
  }

  function list(/** @type {string} */ name, /** @type {Value[]} */ values, /** @type {string} */ pad, /** @type {string[]} */ found) {
    /** @type {string[]} */
    const plain = [], /** @type {string[]} */ items = [];
    values.forEach((one) => {
      if (typeof one === "string") {
        if (form.clean(one)) plain.push(quoted(one));
      } else {
        const inner = lines(/** @type {Tree} */ (one), pad + "    ");
        if (inner.length) items.push(pad + "  - " + inner[0].slice(pad.length + 4), ...inner.slice(1));
      }
    });
    if (plain.length) found.push(pad + key(name) + ": [" + plain.join(", ") + "]");
    else if (items.length) found.push(pad + key(name) + ":", ...items);
  }

  // Each lesson with an address of its own, made of its words; one that it has already never changes.
  form.addressed = (lessons) => {
    /** @type {Record<string, boolean>} */
    const taken = {};
    lessons.forEach((one) => { if (typeof one.id === "string") taken[one.id] = true; });
    return lessons.map((one) => {
      if (typeof one.id === "string") return one;
      const words = form.folded(String(one.text || "")).match(/[a-z0-9]+/g) || [];
      const stem = words.slice(0, 6).join("-").slice(0, 60).replace(/-$/, "") || "lesson";
      let id = stem;
      for (let at = 2; taken[id]; at += 1) id = stem + "-" + at;
      taken[id] = true;
      return Object.assign({ id }, one);
    });
  };

  form.write = (record, story) => {
    const front = lines(record, "");
    const told = form.clean(story).replace(/[ \t]+\n/g, "\n");
    return "---\n" + front.map((line) => line + "\n").join("") + "---\n" + (told ? "\n" + told + "\n" : "");
  };
})();
