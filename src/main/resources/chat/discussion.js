// The button that opens the live chat of the town hall, for any page: <script src="…/discussion.js" defer></script>
// data-place="left", data-color="#1d4f73", data-site="…", data-sujet="…" change it. No eval, no inline style, no cookie.
(() => {
  const TEXTS = /*TEXTS*/ {};
  const tag = document.currentScript;
  if (!tag || window.parvisDiscussion) return;
  window.parvisDiscussion = true;
  const base = tag.src.replace(/\/discussion\.js.*$/, "");
  const origin = new URL(base).origin;
  const wanted = (document.documentElement.lang || navigator.language || "fr").slice(0, 2).toLowerCase();
  const lang = TEXTS[wanted] ? wanted : "fr";
  const text = TEXTS[lang];
  const KEY = "parvis-discussion";
  const color = /^#[0-9a-f]{6}$/i.test(tag.dataset.color || "") ? tag.dataset.color : "#1d4f73";
  const light = (part) => {
    const value = parseInt(color.slice(part, part + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const ink = 0.2126 * light(1) + 0.7152 * light(3) + 0.0722 * light(5) > 0.18 ? "#000" : "#fff";
  const side = tag.dataset.place === "left" ? "left" : "right";

  const load = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEY) || "{}");
    } catch {
      return {};
    }
  };
  const save = (change) => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ ...load(), ...change }));
    } catch {
      // a browser that keeps nothing: the chat begins anew on the next page
    }
  };

  const host = document.createElement("aside");
  host.lang = lang;
  host.dir = lang === "ar" ? "rtl" : "ltr";
  host.setAttribute("aria-label", text.title);
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host{all:initial}
    *{box-sizing:border-box}
    button,a{font:600 16px/1.3 system-ui,sans-serif;min-height:44px;cursor:pointer}
    .open{position:fixed;z-index:2147483000;bottom:16px;${side}:16px;max-width:calc(100vw - 32px);border:0;border-radius:26px;padding:12px 20px;min-height:52px;display:flex;gap:10px;align-items:center;background:${color};color:${ink};box-shadow:0 3px 14px rgba(0,0,0,.3)}
    :focus-visible{outline:3px solid #fff;outline-offset:0;box-shadow:0 0 0 6px #000}
    .panel{position:fixed;z-index:2147483001;bottom:16px;${side}:16px;width:min(26rem,calc(100vw - 32px));height:min(42rem,calc(100vh - 32px));display:flex;flex-direction:column;background:#fff;color:#1b2430;border:1px solid #7d8894;border-radius:12px;overflow:hidden;box-shadow:0 6px 30px rgba(0,0,0,.35)}
    .head{display:flex;flex-wrap:wrap;gap:0 12px;align-items:center;padding:4px 8px 4px 14px;background:${color};color:${ink}}
    .head strong{flex:1 1 8rem;font:700 16px/1.3 system-ui,sans-serif}
    .head a,.head button{color:inherit;background:none;border:0;padding:4px 8px;display:inline-flex;align-items:center;text-decoration:underline}
    iframe{flex:1;width:100%;border:0;background:#fff}
    [hidden]{display:none!important}
    @media (prefers-reduced-motion:no-preference){.panel{animation:up .16s ease-out}@keyframes up{from{transform:translateY(12px);opacity:0}}}
    @media print{:host{display:none}}`);
  root.adoptedStyleSheets = [sheet];

  const make = (name, className, words) => {
    const one = document.createElement(name);
    if (className) one.className = className;
    if (words) one.textContent = words;
    return one;
  };
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [key, value] of Object.entries({ width: 22, height: 22, viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": 2, "aria-hidden": "true", focusable: "false" })) {
    icon.setAttribute(key, value);
  }
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", "M4 4h16v12H9l-5 4z");
  icon.append(shape);
  const open = make("button", "open");
  open.type = "button";
  open.append(icon, text.open);
  open.setAttribute("aria-haspopup", "dialog");
  open.setAttribute("aria-expanded", "false");

  const panel = make("div", "panel");
  panel.hidden = true;
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", text.title);
  const head = make("div", "head");
  const own = make("a", "", text.window);
  own.target = "_blank";
  own.rel = "noopener";
  const close = make("button", "", text.close);
  close.type = "button";
  head.append(make("strong", "", text.title), own, close);
  panel.append(head);
  root.append(open, panel);

  let frame;
  const address = (framed) => {
    const path = load().path || "/discussion";
    const url = new URL(base + path);
    url.searchParams.set("lang", lang);
    if (framed) url.searchParams.set("cadre", "1");
    for (const name of ["site", "sujet"]) {
      if (tag.dataset[name] && path === "/discussion") url.searchParams.set(name, tag.dataset[name]);
    }
    return url.href;
  };

  function show(focused) {
    if (!frame) {
      frame = make("iframe");
      frame.title = text.title;
      frame.addEventListener("load", () => frame.contentWindow?.postMessage({ parvis: "hello" }, origin));
      frame.src = address(true);
      panel.append(frame);
    }
    own.href = address(false);
    panel.hidden = false;
    open.hidden = true;
    open.setAttribute("aria-expanded", "true");
    save({ open: true });
    if (focused) frame.focus();
  }

  function hide() {
    panel.hidden = true;
    open.hidden = false;
    open.setAttribute("aria-expanded", "false");
    save({ open: false });
    open.focus();
  }

  open.addEventListener("click", () => {
    // too small for a page and a chat: a window of its own
    if (matchMedia("(max-width: 40rem)").matches) window.open(address(false), KEY);
    else show(true);
  });
  close.addEventListener("click", hide);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  window.addEventListener("message", (event) => {
    if (event.origin !== origin || event.source !== frame?.contentWindow || event.data?.parvis !== "discussion") return;
    const path = String(event.data.path || "");
    save({ path: /^\/discussion\/[A-Za-z0-9_-]{24}$/.test(path) ? path : "" });
    own.href = address(false);
  });

  document.body.append(host);
  if (load().open && load().path && !matchMedia("(max-width: 40rem)").matches) show(false);
})();
