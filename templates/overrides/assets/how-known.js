// How results are known, as cards say it in Explore, on my list and in the search: “●▲ Kind; ◆ Kind”. A sign stands for a study; read aloud,
// it is what the study found.
(function () {
  "use strict";
  const { make } = window.hgBase;
  window.hgBase.how = (text, directions) => text.split("; ").flatMap((part, at) => {
    const signs = /^[▲◆●▼○]*/.exec(part)?.[0] || "";
    const shown = make("span", "", signs);
    shown.setAttribute("role", "img");
    shown.setAttribute("aria-label", [...signs].map((sign) => directions["▲◆●▼○".indexOf(sign)]).join(", "));
    return [at ? ", " : "", ...(signs ? [shown] : []), part.slice(signs.length)];
  });
})();
