// https://elsewhere.example/ says: fetch("//elsewhere.example/"), localStorage
/* document.cookie = "https://elsewhere.example/" */
document.createElementNS("http://www.w3.org/2000/svg", "svg");
if (location.protocol !== "https:" && location.protocol === "file:") use("./own.js");
const is = /^https?:\/\/elsewhere\.example\//.test(a) || /[/"'`]/.test(b);
fetch("/own.json"); fetch("own.json?to=a"); import("./own.js"); fetch(`${root}/own.json`);
const half = (a + b) / 2 / c; const text = "a // b"; const other = 'it\'s "quoted"';
let cookie = 1, storage = 2; const tin = { cookie: cookie, storage }; own.caches = 3; store(tin, own.caches);
const nested = `a ${b ? `c ${d({ e: "}" })} f` : "g"} h`;
new Worker(new URL("own.js", document.baseURI));
//# sourceMappingURL=script.js.map
