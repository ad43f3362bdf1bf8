// Leaving at once, by a click on the link or by Shift pressed three times alone. The page is taken out of the document
// before anything is asked for, so that no slow line, no half-loaded page and no "back" can show it. The plain page comes
// next, which was fetched ahead: it needs no network, however old the browser's copy may be by what the host says of it. The pattern is "Exit this page" of the GOV.UK Design System.
(function () {
  "use strict";
  document.documentElement.classList.add("hg-script"); // what works with script only, and what stands in for it, go by this
  const framed = top !== self; // as in Kiwix, whose window follows a link that its reader takes, and knows nothing of what a script does
  const PATIENCE = 5000; // milliseconds from one press of Shift to the next
  let target = "";
  let presses = 0, alone = false, clock = 0;
  const link = () => /** @type {HTMLAnchorElement | null} */ (document.getElementById("hg-exit"));

  function leave(/** @type {HTMLAnchorElement} */ by) {
    target = by.href;
    clearTimeout(clock);
    // A new body: what the parser still adds to a page that is loading goes into the old one, which is out of sight.
    const cover = document.createElement("body");
    const says = document.createElement("p");
    says.setAttribute("role", "alert");
    cover.append(says);
    document.body = cover;
    says.textContent = document.title = by.dataset.now || ""; // after the alert is in the page, else some readers do not say it
    window.stop();
    if (navigator.onLine || framed) location.replace(target);
    else stay().catch(() => location.replace(target));
  }

  // Without a network a browser goes only to a page whose copy the host calls fresh, and many hosts call none so. The copy
  // can be read all the same, and takes the place of the page that was left, in the window and in the history.
  async function stay() {
    const copy = await fetch(target, { cache: "force-cache" });
    const plain = new DOMParser().parseFromString(await copy.text(), "text/html");
    history.replaceState(null, "", target);
    document.documentElement.replaceWith(document.adoptNode(plain.documentElement));
  }

  function count(/** @type {number} */ number, /** @type {string} */ words) {
    presses = number;
    clearTimeout(clock);
    const says = document.getElementById("hg-exit-says"), dataset = link()?.dataset;
    if (!says || !dataset) return;
    if (number) dataset.presses = String(number);
    else delete dataset.presses;
    says.textContent = dataset[words] || "";
    if (words) clock = setTimeout(() => count(0, number ? "over" : ""), PATIENCE);
  }

  function interrupted() {
    alone = false;
    if (presses && link()) count(0, "over");
  }

  addEventListener("click", (event) => {
    const by = event.target instanceof Element && event.target.closest("a[data-exit]");
    if (!(by instanceof HTMLAnchorElement) || framed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    leave(link() || by); // the page may not have come as far as the link in the bar
  }, true);

  // Only Shift that goes down and up by itself counts: not with a letter, another modifier or the mouse in between.
  addEventListener("keydown", (event) => {
    if (event.key !== "Shift") interrupted();
    else if (!event.repeat) alone = !(event.ctrlKey || event.altKey || event.metaKey || event.isComposing);
  }, true);
  addEventListener("pointerdown", interrupted, true);
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift") return interrupted();
    const way = link();
    if (!alone || !way) return;
    alone = false;
    if (presses === 2) leave(way);
    else count(presses + 1, presses ? "one" : "two");
  }, true);

  // Some browsers keep the page that was left in memory. It is empty, and it leads away again.
  addEventListener("pageshow", (event) => {
    if (event.persisted && target) location.replace(target);
  });
})();
