// What the pages do more with JavaScript than without. Everything here is a
// convenience; each page is complete on its own.
"use strict";

document.documentElement.classList.add("scripted");

const form = document.getElementById("search");
const remembered = "entente-focus";

// Empty fields would only lengthen the address.
form?.addEventListener("submit", () => {
  for (const field of form.elements) {
    if (field.name && field.value === "") field.disabled = true;
  }
  // The page may be shown again as it was left.
  setTimeout(() => { for (const field of form.elements) field.disabled = false; }, 0);
});

// A box ticked or an order chosen applies at once; the place is found again on
// the page that comes.
document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.form !== form || !(field.type === "checkbox" || field.name === "sort")) return;
  try {
    sessionStorage.setItem(remembered, JSON.stringify({ name: field.name, value: field.type === "checkbox" ? field.value : "", y: scrollY }));
  } catch { /* storage may be switched off */ }
  form.requestSubmit();
});

// With a filter taken off, its chip is gone: the results have the focus then.
document.addEventListener("click", (event) => {
  if (!event.target.closest(".chips a")) return;
  try {
    sessionStorage.setItem(remembered, JSON.stringify({ name: "", y: scrollY }));
  } catch { /* as above */ }
});

function restoreFocus() {
  let place = null;
  try {
    place = JSON.parse(sessionStorage.getItem(remembered));
    sessionStorage.removeItem(remembered);
  } catch { /* as above */ }
  if (!place) return;
  const field = [...form.elements].find((f) => place.name && f.name === place.name && (!place.value || f.value === place.value))
    ?? document.getElementById("content");
  for (let drawer = field.closest("details"); drawer; drawer = drawer.parentElement.closest("details")) drawer.open = true;
  scrollTo({ top: place.y, behavior: "instant" });
  field.focus({ preventScroll: true });
}
if (form) restoreFocus();

// Pages that come in the place of this one are asked for one at a time: a later
// question ends an earlier one.
let asked = null;

async function load(path) {
  asked?.abort();
  asked = new AbortController();
  const { signal } = asked;
  const answer = await fetch(path, { signal });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  signal.throwIfAborted();
  return { page, ok: answer.ok };
}

// addressOf returns where the search form leads, without what is empty in it.
function addressOf(changes = {}) {
  const values = new URLSearchParams(new FormData(form));
  for (const name in changes) values.set(name, changes[name]);
  for (const [name, value] of [...values]) if (value === "") values.delete(name, value);
  return values.size > 0 ? "/?" + values : "/";
}

// Results as one types, from the first page on. A query that is not finished, and
// so cannot be honoured, leaves what was there before.
function live(box) {
  const pause = 350; // milliseconds
  const said = document.getElementById("said");
  let timer = 0;
  let shown = location.pathname + location.search;
  async function refresh() {
    const path = addressOf();
    if (path === shown) return;
    try {
      const { page, ok } = await load(path);
      const columns = page.querySelector(".columns");
      if (!ok || !columns) return;
      document.querySelector(".columns").replaceWith(columns);
      document.querySelector(".foot").replaceWith(page.querySelector(".foot"));
      for (const carried of form.querySelectorAll("[type=hidden]")) carried.remove();
      form.append(...page.querySelectorAll("#search [type=hidden]"));
      document.title = page.title;
      // The way back leads to the first page, not through what was typed.
      const leaving = document.body.className !== page.body.className;
      document.body.className = page.body.className;
      history[leaving ? "pushState" : "replaceState"](null, "", path);
      shown = path;
      said.textContent = columns.querySelector("h1").textContent;
      keySwitch();
    } catch { /* given up, or out of reach: Enter searches as ever */ }
  }
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, pause);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
  addEventListener("popstate", () => { if (location.pathname + location.search !== shown) location.reload(); });
}
if (form && location.pathname === "/") live(form.elements.q);

// A long facet gets a box that finds values in it, and lists them as one types.
document.addEventListener("click", async (event) => {
  const finder = event.target.closest("a.finder");
  if (!finder || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { hash } = new URL(finder.href);
  await relist(hash.slice(1), finder.href);
  document.querySelector(hash + " .find input")?.focus();
});

async function relist(id, path) {
  try {
    const { page, ok } = await load(path);
    const list = page.getElementById(id);
    if (!ok || !list) return;
    const before = document.getElementById(id);
    const box = before.querySelector(".find input");
    // The box that is being written in stays; only what it lists is new.
    if (box) before.querySelector("ul").replaceWith(list.querySelector("ul"));
    else before.replaceWith(list);
  } catch { /* as above */ }
}

document.addEventListener("input", (event) => {
  const box = event.target;
  if (box.name !== "facet_text") return;
  const facet = box.closest("fieldset");
  relist(facet.id, addressOf({ facet: facet.id.replace("facet-", ""), facet_text: box.value }));
});

// Drawing over the timeline chooses the years drawn over.
let drawn = null;

function barAt(event) {
  return document.elementFromPoint(event.clientX, event.clientY)?.closest(".timeline a");
}

// years returns the parameters of the search that a bar leads to.
function years(bar) {
  return new URL(bar.href.baseVal, location.href).searchParams;
}

function cover(until) {
  const bars = [...until.parentNode.children];
  const [a, b] = [bars.indexOf(drawn.from), bars.indexOf(until)].sort((x, y) => x - y);
  bars.forEach((bar, n) => bar.classList.toggle("span", n >= a && n <= b));
  drawn.until = until;
  return [years(bars[a]).get("from"), years(bars[b]).get("to")];
}

document.addEventListener("pointerdown", (event) => {
  const bar = event.button === 0 && event.target.closest(".timeline a");
  if (bar) drawn = { from: bar, until: bar };
});
document.addEventListener("pointermove", (event) => {
  const bar = drawn && barAt(event);
  if (bar && bar.parentNode === drawn.from.parentNode) cover(bar);
});
document.addEventListener("pointerup", (event) => {
  if (!drawn) return;
  const until = barAt(event) ?? drawn.until;
  if (until.parentNode === drawn.from.parentNode && until !== drawn.from) {
    [form.elements.from.value, form.elements.to.value] = cover(until);
    form.requestSubmit();
  }
  drawn = null;
});
document.addEventListener("dragstart", (event) => { if (drawn) event.preventDefault(); });

// Suggestions as one types, in a list below the search box, which keeps the
// focus (the combobox of the ARIA Authoring Practices). One that is taken fills
// the box; the search begins with Enter, as ever.
function completing(box) {
  const pause = 120, longest = 200; // milliseconds; characters
  const list = document.createElement("ul");
  let timer = 0, request = null, active = -1;
  const set = (element, attributes) => { for (const name in attributes) element.setAttribute(name, attributes[name]); };
  set(list, { id: "suggestions", class: "suggestions", role: "listbox", "aria-label": form.dataset.suggestions, hidden: "" });
  box.after(list);
  set(box, { role: "combobox", "aria-autocomplete": "list", "aria-controls": "suggestions", "aria-expanded": "false" });

  function settle() {
    clearTimeout(timer);
    request?.abort();
  }

  function close() {
    settle();
    list.hidden = true;
    list.replaceChildren();
    box.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(n) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = n;
    const option = list.children[active];
    if (!option) return box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
  }

  function take(option) {
    box.value = option.dataset.query;
    close();
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map((s, n) => {
      const option = document.createElement("li");
      const text = document.createElement("bdi");
      const kind = document.createElement("span");
      set(option, { id: "suggestion-" + n, role: "option", "aria-selected": "false" });
      text.textContent = s.text;
      kind.className = "quiet";
      kind.textContent = s.kind === "word" ? String(s.count) : s.kind + " " + s.count;
      option.dataset.query = s.query;
      option.append(text, kind);
      return option;
    }));
    choose(-1);
    list.hidden = suggestions.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
  }

  async function ask() {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await fetch("/v1/suggest?q=" + encodeURIComponent(box.value), { signal });
      const suggestions = answer.ok ? (await answer.json()).suggestions : [];
      if (!signal.aborted) show(suggestions);
    } catch { /* given up, or out of reach: the box works without */ }
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    const atEnd = box.selectionStart === box.value.length;
    if (!atEnd || box.value.trim() === "" || [...box.value].length > longest) return close();
    timer = setTimeout(ask, pause);
  });
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") choose(active === last ? -1 : active + 1);
    else if (event.key === "ArrowUp") choose(active < 0 ? last : active - 1);
    else if (event.key === "Enter" && active >= 0) take(list.children[active]);
    else if (event.key === "Escape") close();
    else return;
    settle(); // what is being chosen from stays as it is
    event.preventDefault();
  });
  box.addEventListener("blur", close);
  form.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) take(option);
  });
}
if (form) completing(form.elements.q);

// The keys n and p step through the marked words, and from the last on to the next
// document of the result; ] and [ go there at once, / to the search box.
const marks = document.querySelectorAll(".passage mark");
let now = -1;

// turn goes to the document of the result after or before this one, and says
// whether there is one.
function turn(by, anchor = "#first-match") {
  const way = document.querySelector(by > 0 ? ".place a[rel=next]" : ".place a[rel=prev]");
  if (way) location.assign(Object.assign(new URL(way.href), { hash: anchor }).href);
  return way !== null;
}

function step(by) {
  const next = now < 0 ? (by > 0 ? 0 : marks.length - 1) : now + by;
  if (!marks[next] && turn(by, by > 0 ? "#first-match" : "#last-match") || marks.length === 0) return;
  marks[now]?.classList.remove("now");
  now = (next + marks.length) % marks.length;
  marks[now].classList.add("now");
  marks[now].scrollIntoView({ block: "center", behavior: "instant" });
}
if (marks.length > 0 && location.hash === "#first-match") step(1);
if (marks.length > 0 && location.hash === "#last-match") step(-1);

// The keys j and k go from result to result.
function follow(by) {
  const results = [...document.querySelectorAll(".hits h2 a")];
  const at = results.findIndex((a) => a.closest("li").contains(document.activeElement));
  results[at < 0 ? (by > 0 ? 0 : results.length - 1) : at + by]?.focus();
}

// The key ? opens the list of keys, and closes it where it was opened from.
let asking = null;

function showKeys() {
  const list = document.getElementById("keys");
  list.open = !list.open;
  if (list.open) {
    asking = document.activeElement;
    list.querySelector("summary").focus();
    list.scrollIntoView({ block: "nearest", behavior: "instant" });
  } else asking?.focus();
}

// A person who speaks to the computer, or whose hand is not steady, can switch
// the keys off.
const keysOff = "entente-keys-off";

function keySwitch() {
  const box = document.getElementById("keys-on");
  box.closest("p").hidden = false;
  try {
    box.checked = !localStorage.getItem(keysOff);
  } catch { /* as above */ }
}
keySwitch();
document.addEventListener("change", ({ target }) => {
  if (target.id !== "keys-on") return;
  try {
    if (target.checked) localStorage.removeItem(keysOff);
    else localStorage.setItem(keysOff, "1");
  } catch { /* as above */ }
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select")) return;
  if (!document.getElementById("keys-on").checked) return;
  if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
  else if (event.key === "]") turn(1);
  else if (event.key === "[") turn(-1);
  else if (event.key === "j") follow(1);
  else if (event.key === "k") follow(-1);
  else if (event.key === "?") showKeys();
  else if (event.key === "/" && form) {
    event.preventDefault();
    form.elements.q.focus();
    form.elements.q.select();
  }
});
if (marks.length > 0 || document.querySelector(".place")) for (const hint of document.querySelectorAll(".keys")) hint.hidden = false;

// Citations to copy: the text of an element, or a citation with the address of its
// passage.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button.copy")) {
    const said = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const { from, citation, path } = button.dataset;
      const text = from ? document.getElementById(from).textContent : citation + " <" + new URL(path, location.href).href + ">";
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = button.dataset.copied;
      } catch {
        button.textContent = button.dataset.refused;
      }
      setTimeout(() => { button.textContent = said; }, 2000);
    });
  }
}
