// Comforts on the page of a record and on those with contents, all of which work without it in a plainer way: the contents are open on a
// desk and show which part is being read, a note opens beside its mark, what is folded opens for a link into it and for the printer.
(function () {
  "use strict";
  const { close = "", source = "" } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;

  // The contents of a page stand open beside it on a desk, and closed above it on a phone.
  /** @type {HTMLDetailsElement | null} */
  const contents = document.querySelector(".hg-contents details");
  const desk = matchMedia("(min-width: 60em)");
  const settle = () => { if (contents) contents.open = desk.matches; };
  desk.addEventListener("change", settle);
  settle();

  // A wide table scrolls in itself, and not every browser lets a keyboard in.
  for (const table of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".md-typeset table:not([class])"))) {
    if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  }

  /** @type {{ box: HTMLElement, mark: HTMLElement } | null} */
  let open = null;
  const shut = (/** @type {boolean} */ back) => {
    if (!open) return;
    open.box.remove();
    open.mark.setAttribute("aria-expanded", "false");
    if (back) open.mark.focus();
    open = null;
  };
  const show = (/** @type {HTMLElement} */ mark, /** @type {Element} */ note) => {
    shut(false);
    const box = document.createElement("div");
    box.className = "hg-note";
    box.setAttribute("role", "note");
    box.tabIndex = -1;
    box.innerHTML = note.innerHTML;
    box.querySelectorAll(".footnote-backref").forEach((link) => link.remove());
    box.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = close;
    button.addEventListener("click", () => shut(true));
    box.append(button);
    // Beside its mark in the order of reading too, so that Tab goes from the mark into the note and on.
    (mark.closest("p, li, dd, td, summary") || mark.parentElement)?.append(box);
    const place = mark.getBoundingClientRect();
    const frame = (box.offsetParent || document.body).getBoundingClientRect();
    const left = Math.max(12, Math.min(place.left, document.documentElement.clientWidth - box.offsetWidth - 12));
    box.style.left = left - frame.left + "px";
    box.style.top = place.bottom - frame.top + 6 + "px";
    mark.setAttribute("aria-expanded", "true");
    open = { box, mark };
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
  };

  // A mark is a number alone; whoever hears it is told whose work it is, and of which year.
  const named = (/** @type {Element} */ note) => {
    const text = (note.textContent || "").trim();
    const title = note.querySelector("p > a, p > em")?.textContent || "";
    const before = text.split(title)[0].trim().replace(/\.$/, "");
    const year = text.slice(before.length + title.length).match(/, ((?:c\. )?\d{4})/);
    return (before.length > 60 ? before.slice(0, 59) + "…" : before || title) + (year ? " " + year[1] : "");
  };

  /** @type {NodeListOf<HTMLAnchorElement>} */
  const marks = document.querySelectorAll("a.footnote-ref");
  marks.forEach((mark) => {
    const note = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
    if (!note) return;
    mark.setAttribute("aria-expanded", "false");
    mark.setAttribute("role", "button");
    const before = mark.parentElement?.previousSibling; // marks in a row do not lie over each other
    mark.classList.toggle("hg-also", before instanceof Element && before.matches("sup"));
    mark.setAttribute("aria-label", `${source} ${mark.textContent}: ${named(note)}`);
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      if (open && open.mark === mark) shut(true);
      else show(mark, note);
    });
    mark.addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); mark.click(); }
    });
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") shut(true); });
  document.addEventListener("click", (event) => {
    const at = /** @type {Element} */ (event.target);
    if (open && !open.box.contains(at) && !at.closest("a.footnote-ref")) shut(false);
  });

  // What is folded: a browser that does not open it by itself for the place that an address names is helped, and so is one whose
  // style sheets cannot open it on paper. A heading leads to what is folded under it.
  const reveal = () => {
    const at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = at?.matches("h2, h3") && at.nextElementSibling?.matches(".hg-fold") ? at.nextElementSibling : at;
    let closed = false;
    for (let part = fold?.closest("details"); part; part = part.parentElement?.closest("details")) {
      closed ||= !part.open;
      part.open = true;
    }
    if (closed) at?.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("a")?.hash === location.hash && location.hash) reveal();
  });
  reveal();
  /** @type {HTMLDetailsElement[]} */
  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("main details:not([open])"))];
    unfolded.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => { unfolded.forEach((part) => { part.open = false; }); });
  /** @type {HTMLButtonElement | null} */
  const printer = document.querySelector("[data-print]");
  printer?.addEventListener("click", () => window.print());

  // The citation of the page: its address on the web, where the library does not know one, and a button that copies it. A folder's
  // address would tell whose machine it is. Where the clipboard is closed, as in some folders, the words are selected.
  const citation = document.getElementById("citation");
  document.querySelectorAll(".hg-address").forEach((gap) => {
    if (location.protocol.startsWith("http")) gap.textContent = ", " + location.origin + location.pathname;
  });
  /** @type {NodeListOf<HTMLButtonElement>} */
  const copiers = document.querySelectorAll("[data-copies]");
  const told = /** @type {HTMLElement | null} */ (document.querySelector("[data-done]"))?.dataset;
  copiers.forEach((button) => {
    const says = document.createElement("span");
    says.setAttribute("role", "status");
    button.after(says);
    button.addEventListener("click", async () => {
      if (!citation) return;
      const text = (citation.textContent || "").replace(/\s+/g, " ").trim();
      let done = false;
      try {
        await navigator.clipboard.writeText(text);
        done = true;
      } catch {
        for (let part = citation.closest("details"); part; part = part.parentElement?.closest("details") || null) part.open = true;
        getSelection()?.selectAllChildren(citation);
        done = document.execCommand("copy");
      }
      says.textContent = " " + String(done ? told?.done : told?.failed) + " ";
      if (button.dataset.more) {
        const more = document.createElement("a");
        more.href = "#cite";
        more.textContent = button.dataset.more;
        says.append(more);
      }
      if (!done) citation.scrollIntoView({ block: "center" });
    });
  });

  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".hg-contents a");
  if (!links.length || !("IntersectionObserver" in window)) return;
  const heads = [...links].flatMap((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))) || []);
  const mark = () => {
    const passed = heads.filter((head) => head.getBoundingClientRect().top < window.innerHeight / 5).pop();
    links.forEach((link) => {
      if (passed && link.hash.slice(1) === encodeURIComponent(passed.id)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  const title = document.querySelector("h1");
  [...(title ? [title] : []), ...heads].forEach((head) => new IntersectionObserver(mark, { rootMargin: "0px 0px -80% 0px" }).observe(head));
})();
