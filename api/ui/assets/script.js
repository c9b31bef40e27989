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

function restoreFocus() {
  let place = null;
  try {
    place = JSON.parse(sessionStorage.getItem(remembered));
    sessionStorage.removeItem(remembered);
  } catch { /* as above */ }
  if (!place) return;
  const field = [...form.elements].find((f) => f.name === place.name && (!place.value || f.value === place.value));
  if (!field) return;
  const drawer = field.closest("details");
  if (drawer) drawer.open = true;
  scrollTo({ top: place.y, behavior: "instant" });
  field.focus({ preventScroll: true });
}
if (form) restoreFocus();

// Suggestions as one types, in a list below the search box, which keeps the
// focus (the combobox of the ARIA Authoring Practices). One that is taken fills
// the box; the search begins with Enter, as ever.
function completing(box) {
  const pause = 120, longest = 200; // milliseconds; characters
  const list = document.createElement("ul");
  let timer = 0, request = null, active = -1;
  const set = (element, attributes) => { for (const name in attributes) element.setAttribute(name, attributes[name]); };
  set(list, { id: "suggestions", class: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: "" });
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

// The keys n and p step through the marked words; / goes to the search box.
const marks = document.querySelectorAll(".passage mark");
let now = -1;

function step(by) {
  if (marks.length === 0) return;
  marks[now]?.classList.remove("now");
  now = now < 0 ? (by > 0 ? 0 : marks.length - 1) : (now + by + marks.length) % marks.length;
  marks[now].classList.add("now");
  marks[now].scrollIntoView({ block: "center", behavior: "instant" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select")) return;
  if (event.key === "n") step(1);
  else if (event.key === "p") step(-1);
  else if (event.key === "/" && form) {
    event.preventDefault();
    form.elements.q.focus();
    form.elements.q.select();
  }
});
if (marks.length > 0) for (const hint of document.querySelectorAll(".keys")) hint.hidden = false;

// Citations to copy: the text of an element, or a citation with the address of its
// passage.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      const { from, citation, path } = button.dataset;
      const text = from ? document.getElementById(from).textContent : citation + " <" + new URL(path, location.href).href + ">";
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Copying was refused";
      }
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
}
