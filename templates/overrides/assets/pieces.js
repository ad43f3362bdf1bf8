// Pieces that the search, Explore, my list and comparing share. Whoever opens none of them does without.
(function () {
  "use strict";
  const base = window.hgBase;

  base.LONGEST = 300;
  base.button = (text, act, name = "") => {
    const one = base.make("button", name, text);
    one.type = "button";
    one.onclick = act;
    return one;
  };
  base.fill = (text, values) => text.replace(/%([a-z])/g, (all, key) => String(values[key] ?? all));
  base.folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // Stills the page around what lies over it, but the quick way out, and says what it stilled.
  base.still = (parent, spare, made = []) => {
    for (const part of /** @type {Iterable<HTMLElement>} */ (parent.children)) {
      if (part === spare || part.matches("script, style, link, .hg-exit") || part.inert) continue;
      if (part.querySelector(".hg-exit")) base.still(part, spare, made);
      else { part.inert = true; made.push(part); }
    }
    return made;
  };

  // How results are known, as cards say it: “●▲ Kind; ◆ Kind”. A sign stands for a study; read aloud, it is what the study found.
  base.how = (text, directions) => text.split("; ").flatMap((part, at) => {
    const signs = /^[▲◆●▼○]*/.exec(part)?.[0] || "";
    const shown = base.make("span", "", signs);
    shown.setAttribute("role", "img");
    shown.setAttribute("aria-label", [...signs].map((sign) => directions["▲◆●▼○".indexOf(sign)]).join(", "));
    return [at ? ", " : "", ...(signs ? [shown] : []), part.slice(signs.length)];
  });
})();
