// A draft is kept on this device until its answer is sent, so that a reload loses nothing.
const key = (form) => `draft:${form.dataset.draft}`;
const inputs = (form) => [...form.querySelectorAll("[name=answer], [name=source]")];

export function keepDrafts(root) {
  const forms = [...root.querySelectorAll("form[data-draft]")];
  if (root.matches?.("form[data-draft]")) forms.push(root);
  forms.forEach((form) => {
    restore(form);
    form.addEventListener("input", () => save(form));
    form.addEventListener("submit", () => localStorage.removeItem(key(form)));
  });
}

function save(form) {
  const values = inputs(form).map((input) => (input.type === "radio" ? input.checked : input.value));
  localStorage.setItem(key(form), JSON.stringify(values));
}

function restore(form) {
  const kept = JSON.parse(localStorage.getItem(key(form)) || "null");
  if (!Array.isArray(kept)) return;
  inputs(form).forEach((input, place) => {
    if (kept[place] === undefined) return;
    if (input.type === "radio") input.checked = kept[place];
    else input.value = kept[place];
  });
}
