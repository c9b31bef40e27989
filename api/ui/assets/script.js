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

// Citations to copy, with the address of the passage.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const address = new URL(button.dataset.path, location.href).href;
      try {
        await navigator.clipboard.writeText(button.dataset.citation + " <" + address + ">");
        button.textContent = "Copied";
      } catch {
        button.textContent = "Copying was refused";
      }
      setTimeout(() => { button.textContent = "Copy citation"; }, 2000);
    });
  }
}
