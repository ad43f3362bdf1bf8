// The form: what its scripts share. They are plain scripts, written for phones of 2017, and stand in one page one after the other.
(function () {
  "use strict";
  const form = (window.hgForm = /** @type {HgForm} */ ({}));

  // An element with attributes and what is in it. Text goes in as text.
  form.make = (tag, attributes, inside) => {
    const part = document.createElement(tag);
    Object.keys(attributes || {}).forEach((name) => {
      const value = /** @type {Record<string, string | boolean>} */ (attributes)[name];
      if (value === true) part.setAttribute(name, "");
      else if (value !== false && (value !== "" || name === "value")) part.setAttribute(name, String(value));
    });
    (inside || []).forEach((one) => { part.appendChild(typeof one === "string" ? document.createTextNode(one) : one); });
    return part;
  };
  form.button = (text, act, name) => {
    const one = form.make("button", { type: "button", class: name || "" }, [text]);
    one.addEventListener("click", act);
    return one;
  };
  form.fill = (text, values) => text.replace(/%([a-z])/g, (all, key) => (key in values ? String(values[key]) : all));
  form.folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  let count = 0;
  form.id = () => "f" + (count += 1);
})();
