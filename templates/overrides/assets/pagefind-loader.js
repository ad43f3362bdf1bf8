// Pagefind, over http and from a folder alike: `hgPagefind(root)` gives its module, loaded once. Over http it reads its
// own files. From a folder, where a browser refuses to fetch anything, each of those files has a twin: a script that
// hands over the same bytes. The twin is added to the page when Pagefind asks for the file, so here too nothing is
// loaded before it is needed. Whatever looks things up in the index comes through here.
(function () {
  "use strict";
  let module = null;

  window.hgPagefind = (root) => {
    module = module || load(new URL("pagefind/", root));
    module.catch(() => { module = null; });
    return module;
  };

  async function load(base) {
    const local = location.protocol === "file:";
    if (local) serveFromTwins(base);
    const address = local ? URL.createObjectURL(await response("pagefind.js", base).then((one) => one.blob())) : base + "pagefind.js";
    const pagefind = await import(address);
    // No worker: it would be one file more to fetch, and a page of a folder cannot start one.
    await pagefind.options({ basePath: base.href, noWorker: true });
    await pagefind.init();
    return pagefind;
  }

  const waiting = new Map();
  window.hgPiece = (name, text) => {
    waiting.get(name)?.(Uint8Array.from(atob(text), (mark) => mark.charCodeAt(0)));
    waiting.delete(name);
  };

  const response = (name, base) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    waiting.set(name, (bytes) => resolve(new Response(bytes, { headers: { "Content-Type": type(name) } })));
    script.src = new URL(name + ".js", base);
    script.onerror = () => { script.remove(); reject(new Error(name)); };
    script.onload = () => script.remove();
    document.head.append(script);
  });

  const type = (name) => (name.endsWith(".js") ? "text/javascript" : "application/octet-stream");

  let serving = false;
  function serveFromTwins(base) {
    if (serving) return;
    serving = true;
    const browserFetch = window.fetch;
    window.fetch = (address, options) => {
      const url = new URL(address, location.href);
      return url.href.startsWith(base.href) ? response(url.pathname.slice(base.pathname.length), base) : browserFetch(address, options);
    };
  }
})();
