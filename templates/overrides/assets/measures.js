// Goes on to another page, where whoever runs the site asks for that. It can show a browser's error page where that one is blocked.
(function () {
  "use strict";
  const { on } = document.currentScript instanceof HTMLScriptElement ? document.currentScript.dataset : { on: "" };
  if (on && top === self && navigator.onLine && /^https?:$/.test(location.protocol)) addEventListener("load", () => location.replace(on));
})();
