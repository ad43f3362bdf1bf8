// The page that stands in for one that is not there, where nobody said at which address the site lies. A server shows it in any
// folder, so no link on it can be right beforehand: the page asks for this file here and in the folders above, and whichever
// answers tells where the site begins. It may answer more than once; the first time counts.
(function () {
  "use strict";
  const own = /** @type {HTMLScriptElement} */ (document.currentScript), page = document.documentElement;
  if (page.dataset.root) return;
  const root = (page.dataset.root = own.src.replace(/assets\/lost\.js.*$/, ""));
  document.addEventListener("DOMContentLoaded", () => {
    for (const name of ["href", "action"]) {
      for (const part of document.querySelectorAll(`[${name}^="/"]`)) part.setAttribute(name, root + part.getAttribute(name)?.slice(1));
    }
    if (page.classList.contains("hg-script")) return; // its scripts have come: the site lies where they were looked for
    for (const name of ["exit.js", "base.js"]) {
      const script = document.createElement("script");
      const asked = /** @type {HTMLScriptElement} */ (document.querySelector(`script[src$="assets/${name}"]`));
      Object.assign(script.dataset, asked.dataset, { root: root.replace(/\/$/, "") });
      Object.assign(script, { src: `${root}assets/${name}`, async: false });
      document.head.append(script);
    }
  });
})();
