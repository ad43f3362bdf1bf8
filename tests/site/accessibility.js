// What test_accessibility.py asks of a page. The browser runs this before the page's own script.
window.reader = (() => {
  "use strict";
  const TAPPED = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const words = (e) => (e.textContent || e.getAttribute("aria-label") || e.name || "").trim().replace(/\s+/g, " ");

  // Laid out, and not hidden by a closed <details>, `display`, `visibility` or `hidden`.
  const rendered = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
  const focusable = () =>
    $$(`${TAPPED}, area[href], iframe, [tabindex], [contenteditable]`).filter(
      (e) => !e.disabled && e.tabIndex >= 0 && !e.closest("[inert]") && rendered(e));
  // Whether something holds of a thing or of what it stands in. For one question: what is around many things is looked at once.
  const somewhere_around = (holds) => {
    const known = new Map();
    const found = (e) => {
      if (!e) return false;
      if (!known.has(e)) known.set(e, found(e.parentElement) || holds(e));
      return known.get(e);
    };
    return found;
  };

  // Kept for screen readers alone, as `.hg-hidden` is.
  const for_ears = (e) => {
    const { clipPath, clip, position, opacity } = getComputedStyle(e);
    if (Number(opacity) < 0.1) return true;
    if (position !== "absolute" || (clipPath === "none" && clip === "auto")) return false;
    const { width, height } = e.getBoundingClientRect();
    return width <= 2 && height <= 2;
  };
  const can_be_seen = () => {
    const unseen = somewhere_around(for_ears);
    return (e) => rendered(e) && !unseen(e);
  };

  // Laid over the page where a thumb is, whatever has been scrolled: it has no place in the order of what lies below.
  const floating = () => somewhere_around((e) => getComputedStyle(e).position === "fixed");

  const place = (e) => {
    const path = [];
    for (let at = e; at && at !== document.body; at = at.parentElement) {
      if (at === e || at.id || at.className || /^(header|main|footer|nav)$/i.test(at.tagName)) {
        const names = at.id ? `#${at.id}` : [...at.classList].slice(0, 2).map((name) => `.${name}`).join("");
        path.unshift(at.tagName.toLowerCase() + names);
      }
    }
    return path.slice(-3).join(" ");
  };
  const called = (e) => `${place(e)} “${words(e).slice(0, 40)}”`;
  const rect = ({ left, top, right, bottom }) => ({ left, top, right, bottom });

  function settled() {
    const ends = document.getAnimations().map((one) => one.finished.catch(() => {}));
    const late = new Promise((done) => setTimeout(done, 1500));
    const drawn = new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return Promise.race([Promise.all(ends), late]).then(() => drawn).then(() => {});
  }

  // The walk by Tab. Where things stand is taken at the top of the page, before anything has scrolled or has focus.
  let stops, boxes, reached, held;

  function begin() {
    scrollTo(0, 0);
    stops = focusable();
    const seen = can_be_seen();
    boxes = stops.map((e) => (!seen(e) ? null : rect([...e.getClientRects()].find((r) => r.width > 1) || e.getBoundingClientRect())));
    reached = [];
    return stops.length;
  }

  async function stop() {
    const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return null;
    if (hides(e) || !ringed(e)) await settled();
    const number = stops.indexOf(e);
    reached.push(number);
    const style = getComputedStyle(e);
    const wrong = [];
    if (number < 0 && !scrolls(e)) wrong.push("gets the focus, and is nothing that one can use");
    const hidden = hides(e);
    if (hidden) wrong.push(hidden);
    if (!ringed(e)) wrong.push("has neither an outline nor a shadow when it has the focus");
    const part = e.closest("header, footer, nav, aside, form, main, details");
    const block = e.closest("p, li, dd, dt, td, th, h1, h2, h3, h4, div, section");
    const look = [e.tagName, e.className, part && part.tagName + part.className, block && block.tagName + block.className,
      style.outline, style.boxShadow, ground(e)].join("|");
    return { name: `${number + 1}. ${called(e)}`, wrong, look, box: around(e) };
  }

  // Every stop, with the focus laid upon it as Tab lays it once somebody has pressed it; `stop_at` goes to one of them.
  async function all_stops() {
    const all = [], count = begin();
    for (let at = 0; at < count; at++) all.push(await stop_at(at));
    return all;
  }
  function stop_at(number) {
    stops[number].focus();
    return stop();
  }

  // The way back: where the focus comes from now on.
  let back;
  function turn() {
    back = [];
    document.addEventListener("focusin", ({ target }) => back.push(`${stops.indexOf(target) + 1}. ${called(target)}`));
  }
  const way_back = () => back;

  function ringed(e) {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(e);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  }

  function hides(e) {
    if (!rendered(e)) return "gets the focus while it is hidden";
    if (!can_be_seen()(e)) return "gets the focus while it cannot be seen";
    const points = [...e.getClientRects()].flatMap((r) => [0.5, 0.1, 0.9].map((part) => [r.left + r.width * part, (r.top + r.bottom) / 2]));
    const inside = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    if (!inside.length) return "gets the focus off the screen";
    const hits = inside.map(([x, y]) => document.elementFromPoint(x, y));
    if (!hits.some((hit) => hit && e.contains(hit))) return `is covered by ${place(hits[0])} when it gets the focus`;
    return null;
  }

  const scrolls = (e) => {
    const { overflowX, overflowY } = getComputedStyle(e);
    return (/auto|scroll/.test(overflowX) && e.scrollWidth > e.clientWidth) || (/auto|scroll/.test(overflowY) && e.scrollHeight > e.clientHeight);
  };

  function around(e) {
    const r = e.getBoundingClientRect();
    const x = Math.max(0, Math.floor(r.left) - 8), y = Math.max(0, Math.floor(r.top) - 8);
    const width = Math.min(innerWidth, Math.ceil(r.right) + 8) - x, height = Math.min(innerHeight, Math.ceil(r.bottom) + 8) - y;
    return { x, y, width: Math.max(1, width), height: Math.max(1, height) };
  }

  const leave = () => { held = document.activeElement; held.blur(); };
  const come_back = () => held.focus({ preventScroll: true });
  const missed = () => stops.filter((e, number) => !reached.includes(number)).map(called);

  // The next one stands lower, or further on in the same row, or at the head of a column further on. A map has no lines: its
  // order is that of the list beside it, which test_found.py looks at.
  function out_of_order() {
    const wrong = [];
    const floats = floating();
    const walked = reached.filter((number) => number >= 0 && boxes[number] && !floats(stops[number]));
    for (let at = 1; at < walked.length; at++) {
      const [a, b] = [boxes[walked[at - 1]], boxes[walked[at]]];
      if (stops[walked[at]].closest(".hg-map") && stops[walked[at - 1]].closest(".hg-map")) continue;
      // The contents stand beside the whole page, and are read where they are of use: behind the facts.
      if (!stops[walked[at]].closest(".hg-contents") !== !stops[walked[at - 1]].closest(".hg-contents")) continue;
      const middle = (b.top + b.bottom) / 2;
      const lower = b.top >= a.bottom - 6 || (middle > a.bottom && b.bottom > a.bottom + 6);
      const further = b.left >= a.right - 6 || (b.left >= a.left - 2 && b.top >= a.top - 6);
      if (!lower && !further) {
        const at_ = (box) => `(${Math.round(box.left)}, ${Math.round(box.top)})`;
        wrong.push(`${called(stops[walked[at]])} ${at_(b)} comes after ${called(stops[walked[at - 1]])} ${at_(a)}`);
      }
    }
    return wrong;
  }

  // WCAG 2.5.8, with its exceptions for links within a sentence and for those that stand apart.
  function too_small() {
    const all = $$(TAPPED).filter(can_be_seen()).map((e) => ({ e, box: e.getBoundingClientRect() }));
    const small = ({ box }) => box.width < 23.95 || box.height < 23.95;
    const centre = ({ box }) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const parts = "header, footer, nav, form, [role=search], .hg-results, .hg-neighbours, .hg-edit, summary";
    const apart = (one, other) => {
      const [x, y] = centre(one), [u, v] = centre(other), r = other.box;
      const far = Math.hypot(x - Math.min(Math.max(x, r.left), r.right), y - Math.min(Math.max(y, r.top), r.bottom));
      return small(other) ? Math.hypot(x - u, y - v) >= 23.95 && far >= 11.95 : far >= 11.95;
    };
    return all.filter((one) => one.e.closest(parts) && small(one) && !in_a_sentence(one.e))
      .map((one) => [one, all.find((other) => other.e !== one.e && !one.e.contains(other.e) && !other.e.contains(one.e) && !apart(one, other))])
      .filter(([, near]) => near)
      .map(([{ e, box }, near]) => `${called(e)} is ${box.width.toFixed(0)} × ${box.height.toFixed(0)}, close to ${called(near.e)}`);
  }

  function in_a_sentence(e) {
    if (getComputedStyle(e).display !== "inline") return false;
    let block = e.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const lines = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let text = lines.nextNode(); text; text = lines.nextNode())
      if (/\p{L}{2}/u.test(text.data) && !text.parentElement.closest(TAPPED) && nearest_block(text.parentElement) === block) return true;
    return false;
  }
  const nearest_block = (e) => (/^inline$/.test(getComputedStyle(e).display) ? nearest_block(e.parentElement) : e);

  // What makes a page scroll sideways, or is cut at its right edge. A table may scroll in its own box.
  function too_wide() {
    const room = document.documentElement.clientWidth;
    const wrong = [];
    if (document.documentElement.scrollWidth > room) wrong.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    const seen = can_be_seen();
    for (const e of $$("body *").filter((e) => !e.closest("svg *") && seen(e))) {
      const { right, left, width } = e.getBoundingClientRect();
      if (width > 0 && (right > room + 1 || left < -1) && !held_by_a_scroller(e)) wrong.push(`${called(e)} stands from ${Math.round(left)} to ${Math.round(right)} px`);
    }
    return wrong.slice(0, 5);
  }
  const held_by_a_scroller = (e) => {
    for (let at = e.parentElement; at && at !== document.body; at = at.parentElement)
      if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return Boolean(at.querySelector("tr") || at.closest("table"));
    return false;
  };

  // WCAG 1.4.12
  let sheet;
  function space_out() {
    sheet = document.createElement("style");
    sheet.textContent = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
      p { margin-bottom: 2em !important }`;
    document.head.append(sheet);
  }
  const space_in = () => sheet.remove();

  // What a frame that scrolls has scrolled away lies upon nothing, and what is under its edges that stay can be scrolled out.
  function shown_by_its_frame(e, r) {
    let frame = e.parentElement;
    while (frame && !scrolls(frame)) frame = frame.parentElement;
    if (!frame || frame === document.documentElement || frame === document.body) return true;
    const f = frame.getBoundingClientRect();
    return r.bottom <= f.bottom + 1 && r.top >= f.top - 1 && r.right <= f.right + 1 && r.left >= f.left - 1;
  }

  // Text that its box cuts, or that another box lies upon.
  function cut() {
    const wrong = [];
    const seen = can_be_seen(), floats = floating();
    for (const e of $$("body *").filter((e) => seen(e) && words(e) && !/^(svg|script|style|option)$/i.test(e.tagName) && !e.closest("svg"))) {
      const { overflowX, overflowY } = getComputedStyle(e);
      if (/hidden|clip/.test(overflowX) && e.scrollWidth > e.clientWidth + 1) wrong.push(`${called(e)} is cut at its side`);
      if (/hidden|clip/.test(overflowY) && e.scrollHeight > e.clientHeight + 1) wrong.push(`${called(e)} is cut below`);
    }
    const lines = $$("a, button, summary, p, li, dt, dd, h1, h2, h3, h4, label").filter((e) => seen(e) && !floats(e)).flatMap((e) =>
      [...e.childNodes].filter((node) => node.nodeType === 3 && node.data.trim()).flatMap((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return [...range.getClientRects()].filter((r) => r.width > 2 && shown_by_its_frame(e, r)).map((r) => ({ e, r }));
      }));
    lines.sort((one, other) => one.r.top - other.r.top);
    lines.forEach(({ e, r }, at) => {
      for (let next = at + 1; next < lines.length && lines[next].r.top < r.bottom; next++) {
        const { e: other, r: s } = lines[next];
        const across = Math.min(r.right, s.right) - Math.max(r.left, s.left), down = Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top);
        if (across > 2 && down > 0.5 * Math.min(r.height, s.height)) wrong.push(`${called(e)} and ${called(other)} lie upon each other`);
      }
    });
    return [...new Set(wrong)].slice(0, 8);
  }

  function moving() {
    const seconds = (list) => Math.max(...list.split(",").map((one) => parseFloat(one) * (one.trim().endsWith("ms") ? 0.001 : 1)));
    const wrong = document.getAnimations().map((one) => `${one.animationName || one.transitionProperty} is running`);
    for (const e of [document.documentElement, ...$$("body, body *")].filter((e) => e.checkVisibility())) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(e, part);
        if (part && style.content === "none") continue;
        const name = place(e) + (part || "");
        if (style.transitionProperty !== "none" && seconds(style.transitionDuration) > 0.01) wrong.push(`${name} has a transition of ${style.transitionDuration} (${style.transitionProperty})`);
        if (style.animationName !== "none" && seconds(style.animationDuration) > 0.01) wrong.push(`${name} has an animation of ${style.animationDuration}`);
        if (!part && style.scrollBehavior === "smooth") wrong.push(`${name} scrolls smoothly`);
      }
    }
    return [...new Set(wrong)];
  }

  // The colour behind a thing.
  function ground(e) {
    for (let at = e; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/^rgba\(.*, 0\)$|^transparent$/.test(backgroundColor)) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  }

  const like_the_ground = (seen = can_be_seen()) =>
    [...new Set($$("body *").filter((e) => [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && !e.closest("svg") && seen(e))
      .filter((e) => getComputedStyle(e).color === ground(e)).map((e) => `${place(e)} has the colour of its ground`))];

  // What the contrast of a text follows from: the tag, the classes and the colours of the thing in which it stands and of all around it, and
  // how large and heavy it is. Things of one look need to be judged once, on whatever page they stand.
  function looks() {
    const chains = new Map();
    const chain = (e) => {
      if (!e) return "";
      if (!chains.has(e)) {
        const { backgroundColor, backgroundImage, opacity, filter, position, zIndex } = getComputedStyle(e);
        chains.set(e, number([chain(e.parentElement), e.tagName, [...e.classList].sort(), backgroundColor, backgroundImage, opacity, filter, position, zIndex].join()));
      }
      return chains.get(e);
    };
    // A lone sign, and what is drawn within a picture, axe-core judges nowhere; test_contrast.py computes the colours of pictures.
    const tells = (e) => (e.matches("a[href]") && words(e).length > 1) || e.matches("input:not([type=checkbox], [type=radio]), select, textarea") ||
      [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim().length > 1);
    const found = new Map(), seen = can_be_seen();
    for (const e of $$("body *").filter((e) => !e.closest("svg") && tells(e) && seen(e))) {
      const { color, fontSize, fontWeight, textShadow, textDecoration } = getComputedStyle(e);
      found.set(e, number([chain(e), color, fontSize, fontWeight, textShadow, textDecoration].join()));
    }
    return found;
  }

  // A number for a text, of 53 bits (cyrb53, in the public domain), so that what is known stays short.
  function number(text) {
    let one = 0xdeadbeef, other = 0x41c6ce57;
    for (let at = 0; at < text.length; at++) {
      one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
      other = Math.imul(other ^ text.charCodeAt(at), 1597334677);
    }
    one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
    other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
    return 4294967296 * (2097151 & other) + (one >>> 0);
  }

  // What axe-core finds wrong with colours whose look is not known yet, and the looks that it has judged: what it cannot be sure of is asked again.
  async function new_colours(rules, known) {
    const old = new Set(known), found = looks(), fresh = new Map();
    for (const [e, look] of found) if (!old.has(look) && !fresh.has(look)) fresh.set(look, e);
    if (!fresh.size) return { violations: [], judged: [] };
    const { violations, passes } = await axe.run({ include: [...fresh.values()] }, { runOnly: { type: "rule", values: rules }, resultTypes: ["violations", "passes"], elementRef: true });
    const judged = passes.filter(({ id }) => id === "color-contrast").flatMap(({ nodes }) => nodes.map(({ element }) => found.get(element)));
    for (const told of violations) for (const node of told.nodes) delete node.element;
    return { violations, judged: [...new Set(judged)].filter(Boolean) };
  }

  function landmarks() {
    const name = (e) => e.getAttribute("aria-label") || (e.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean)
      .map((id) => { const found = document.getElementById(id); return found ? words(found) : ""; }).join(" ");
    return {
      lang: document.documentElement.lang,
      main: $$("main, [role=main]").filter(rendered).length,
      ways: $$("nav, [role=navigation]").filter(rendered).map(name),
      languages: $$("body [lang]").map((e) => e.lang),
    };
  }

  const for_the_screen = () => [...new Set($$("body > header a, body > header button, body > header summary, body > footer a, main nav a")
    .map(words).concat([...document.querySelectorAll("header a, footer a")].map(words)).filter(Boolean))];

  return { settled, begin, stop, all_stops, stop_at, turn, way_back, leave, come_back, missed, out_of_order, too_small, too_wide, space_out, space_in, cut, moving, like_the_ground, new_colours, landmarks, for_the_screen };
})();
