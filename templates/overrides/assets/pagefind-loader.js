// Pagefind, over http and from a folder alike: `hgPagefind(root)` gives what asks it, loaded once. Over http it reads its
// own files. From a folder, where a browser refuses to fetch anything, each of those files has a twin: a script that
// hands over the same bytes. The twin is added to the page when Pagefind asks for the file, so here too nothing is
// loaded before it is needed. Whatever looks things up in the index comes through here. The index of a very large library
// is in parts: all are asked at once, and what they find is put in one order.
(function () {
  "use strict";
  /** @type {Promise<Pagefind> | null} */
  let module = null;

  window.hgPagefind = (root) => {
    module = module || load(new URL("pagefind/", root));
    module.catch(() => { module = null; });
    return module;
  };

  async function load(/** @type {URL} */ base) {
    const local = !/^https?:$/.test(location.protocol); // a folder, or a program's own way of naming files
    const address = local ? URL.createObjectURL(await response("pagefind.js", base).then((one) => one.blob())) : base + "pagefind.js";
    /** @type {PagefindModule} */
    const pagefind = await import(address);
    if (local || pagefind.parts > 1) serve(base, local);
    // No worker: it would be one file more to fetch, and a page of a folder cannot start one.
    await pagefind.options({ basePath: base.href, noWorker: true });
    await pagefind.init();
    if (pagefind.parts === 1) return pagefind;
    running = pagefind.search("");
    const others = Array.from({ length: pagefind.parts - 1 }, (_, at) => pagefind.createInstance({ basePath: `${base.href}${at + 1}/`, noWorker: true }));
    return together([pagefind, ...others]);
  }

  /** @returns {Pagefind} */
  const together = (/** @type {Pagefind[]} */ parts) => ({
    options: (chosen) => Promise.all(parts.map((part) => part.options(chosen))),
    search: async (text) => {
      const found = await Promise.all(parts.map((part) => part.search(text)));
      return { results: found.flatMap(({ results }) => results).sort((one, other) => other.score - one.score) };
    },
  });

  /** @type {Map<string, (bytes: Uint8Array<ArrayBuffer>) => void>} */
  const waiting = new Map();
  window.hgPiece = (name, text) => {
    waiting.get(name)?.(Uint8Array.from(atob(text), (mark) => mark.charCodeAt(0)));
    waiting.delete(name);
  };

  /** @type {(name: string, base: URL) => Promise<Response>} */
  const response = (name, base) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    waiting.set(name, (bytes) => resolve(new Response(bytes, { headers: { "Content-Type": type(name) } })));
    script.src = new URL(name + ".js", base).href;
    script.onerror = () => { script.remove(); reject(new Error(name)); };
    script.onload = () => script.remove();
    document.head.append(script);
  });

  const type = (/** @type {string} */ name) => (name.endsWith(".js") ? "text/javascript" : "application/octet-stream");

  // The program of the index is one for all parts. Were it begun a second time, what the first part has read would be lost:
  // the other parts get it once it runs, and then leave it as it is.
  /** @type {Promise<unknown> | null} */
  let running = null;

  let serving = false;
  function serve(/** @type {URL} */ base, /** @type {boolean} */ local) {
    if (serving) return;
    serving = true;
    const browserFetch = window.fetch;
    /** @type {Map<string, Promise<Response>>} */
    const shared = new Map();
    window.fetch = async (address, options) => {
      const url = new URL(address instanceof Request ? address.url : address, location.href);
      if (!url.href.startsWith(base.href)) return browserFetch(address, options);
      const name = url.pathname.slice(base.pathname.length);
      const program = name.replace(/^\d+\/(?=wasm\.)/, "");
      const known = program !== name && (await running, shared.get(program));
      if (known) return (await known).clone();
      const coming = local ? response(name, base) : browserFetch(address, options);
      if (!name.startsWith("wasm.")) return coming;
      shared.set(name, coming);
      return coming.then((one) => one.clone());
    };
  }
})();
