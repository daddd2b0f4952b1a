// The code field: Tab indents, Enter keeps the indentation, and lines are numbered. Escape, then Tab, leaves the field.
const STEP = "    ";

export function upgradeEditors(root) {
  root.querySelectorAll("textarea[data-editor]").forEach((field) => {
    if (field.dataset.editor === "ready") return;
    field.dataset.editor = "ready";
    root.querySelectorAll("[data-editor-hint]").forEach((hint) => (hint.hidden = false));
    numberLines(field);
    let leaving = false;
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") leaving = true;
      else if (event.key === "Tab" && !leaving && !event.ctrlKey && !event.altKey) indent(field, event);
      else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) keepIndentation(field, event);
      if (event.key !== "Escape" && event.key !== "Shift") leaving = false;
    });
    field.addEventListener("blur", () => (leaving = false));
  });
}

function indent(field, event) {
  event.preventDefault();
  const { value, selectionStart: start, selectionEnd: end } = field;
  const first = value.lastIndexOf("\n", start - 1) + 1;
  const chosen = value.slice(first, end);
  if (!event.shiftKey && start === end) return insert(field, STEP.slice((start - first) % STEP.length));
  const moved = event.shiftKey ? chosen.replace(/^ {1,4}/gm, "") : chosen.replace(/^(?=.)/gm, STEP);
  field.setSelectionRange(first, end);
  insert(field, moved);
  field.setSelectionRange(first, first + moved.length);
}

function keepIndentation(field, event) {
  event.preventDefault();
  const before = field.value.slice(0, field.selectionStart);
  const line = before.slice(before.lastIndexOf("\n") + 1);
  insert(field, `\n${line.match(/^ */)[0]}${/:\s*$/.test(line) ? STEP : ""}`);
}

// execCommand keeps what the browser can undo; the other way does not, but works everywhere.
function insert(field, text) {
  if (text && document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function numberLines(field) {
  const gutter = document.createElement("pre");
  gutter.className = "gutter";
  gutter.setAttribute("aria-hidden", "true");
  field.before(gutter);
  const write = () => {
    const lines = field.value.split("\n").length;
    gutter.textContent = Array.from({ length: lines }, (_, place) => place + 1).join("\n");
    follow();
  };
  const follow = () => (gutter.scrollTop = field.scrollTop);
  field.addEventListener("input", write);
  field.addEventListener("scroll", follow);
  write();
}
