// Reads the text back that text.js writes, and nothing else: who goes on with a saved text gets all of it or a line at fault.
(function () {
  "use strict";
  const form = window.hgForm;
  const ROW = /^( *)(- )?([a-z][a-z0-9_-]*|"(?:[^"\\]|\\.)*"):(?: (.+))?$/;
  const MOST = 500000;

  class Unread extends Error {
    constructor(/** @type {number} */ line) {
      super("line " + line);
      this.line = line;
    }
  }
  form.MOST = MOST;

  function value(/** @type {string} */ text, /** @type {number} */ line) {
    let found;
    try {
      found = JSON.parse(text);
    } catch (error) {
      throw new Unread(line);
    }
    const isList = Array.isArray(found) && found.every((/** @type {unknown} */ one) => typeof one === "string");
    if (typeof found !== "string" && !isList) throw new Unread(line);
    return found === "true" ? true : found;
  }

  // One group of keys, whose lines begin with so many spaces; gives the next line that is none of it.
  function group(/** @type {string[]} */ rows, /** @type {number} */ from, /** @type {number} */ depth, /** @type {Tree} */ into) {
    let at = from;
    while (at < rows.length) {
      const found = ROW.exec(rows[at]);
      if (!found) throw new Unread(at + 1);
      const indent = found[1].length + (found[2] && at === from ? 2 : 0);
      if (indent < depth || (found[2] && at > from)) return at;
      if (indent > depth) throw new Unread(at + 1);
      const name = found[3][0] === '"' ? JSON.parse(found[3]) : found[3];
      if (Object.prototype.hasOwnProperty.call(into, name) || name === "__proto__") throw new Unread(at + 1);
      if (found[4]) {
        into[name] = value(found[4], at + 1);
        at += 1;
      } else at = below(rows, at + 1, depth, name, into);
    }
    return at;
  }

  function below(/** @type {string[]} */ rows, /** @type {number} */ from, /** @type {number} */ depth, /** @type {string} */ name, /** @type {Tree} */ into) {
    let at = from;
    const found = at < rows.length && ROW.exec(rows[at]);
    if (!found || found[1].length !== depth + 2) throw new Unread(at + 1);
    if (!found[2]) return group(rows, at, depth + 2, /** @type {Tree} */ (into[name] = {}));
    /** @type {Tree[]} */
    const items = [];
    into[name] = items;
    for (;;) {
      const next = at < rows.length && ROW.exec(rows[at]);
      if (!next || next[1].length !== depth + 2 || !next[2]) return at;
      const item = /** @type {Tree} */ ({});
      items.push(item);
      at = group(rows, at, depth + 4, item);
    }
  }

  form.read = (text) => {
    const rows = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n").trim().split("\n");
    if (rows[0] !== "---") throw new Unread(1);
    const end = rows.indexOf("---", 1);
    if (end < 0) throw new Unread(rows.length);
    const record = /** @type {Tree} */ ({});
    const front = rows.slice(0, end);
    front[0] = "";
    const reached = end > 1 ? group(front, 1, 0, record) : end;
    if (reached < end) throw new Unread(reached + 1);
    return { record, story: rows.slice(end + 1).join("\n").trim() };
  };
})();
