// A draft is kept on this device until its answer is sent, so that a reload loses nothing.
const key = (form) => `draft:${form.dataset.draft}`;
const inputs = (form) => [...form.querySelectorAll("[name=answer], [name=source]")];

export function keepDrafts(root) {
  const forms = [...root.querySelectorAll("form[data-draft]")];
  if (root.matches?.("form[data-draft]")) forms.push(root);
  forms.forEach((form) => {
    restore(form);
    form.addEventListener("input", () => save(form));
    // Only what has arrived is no draft any more.
    form.addEventListener("htmx:afterRequest", (event) => event.detail.successful && forget(form));
  });
}

function save(form) {
  const values = inputs(form).map((input) => (input.type === "radio" ? input.checked : input.value));
  storage((kept) => kept.setItem(key(form), JSON.stringify(values)));
}

function forget(form) {
  storage((kept) => kept.removeItem(key(form)));
}

function restore(form) {
  const values = JSON.parse(storage((kept) => kept.getItem(key(form))) || "null");
  if (!Array.isArray(values)) return;
  inputs(form).forEach((input, place) => {
    if (values[place] === undefined) return;
    if (input.type === "radio") input.checked = values[place];
    else input.value = values[place];
  });
}

// A browser may refuse storage; then there are no drafts, and everything else goes on.
function storage(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
