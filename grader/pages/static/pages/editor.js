// The code field: Tab indents, Enter keeps the indentation, lines are numbered, and words have colours.
// Escape, then Tab, leaves the field.
const STEP = "    ";
const MOST_PAINTED = 50000;
const TOKENS = new RegExp(
  [
    /(?<comment>#.*)/,
    /(?<string>("""|\'\'\')[^]*?(?:\2|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)/,
    /(?<number>\b\d[\w.]*)/,
    /(?<keyword>\b(?:and|as|assert|break|class|continue|def|del|elif|else|except|False|finally|for|from|global|if|import|in|is|lambda|None|nonlocal|not|or|pass|raise|return|True|try|while|with|yield)\b)/,
    /[A-Za-z_]\w*/,
  ]
    .map((part) => part.source)
    .join("|"),
  "g",
);

export function upgradeEditors(root) {
  root.querySelectorAll("textarea[data-editor]").forEach((field) => {
    if (field.dataset.editor === "ready") return;
    field.dataset.editor = "ready";
    root.querySelectorAll("[data-editor-hint]").forEach((hint) => (hint.hidden = false));
    numberLines(field);
    paint(field);
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

// The colours lie in a copy under the field, whose own letters become see-through; the copy is not read out.
function paint(field) {
  const copy = document.createElement("pre");
  copy.className = "paint";
  copy.setAttribute("aria-hidden", "true");
  field.before(copy);
  const write = () => {
    const painted = field.value.length <= MOST_PAINTED;
    field.classList.toggle("painted", painted);
    copy.replaceChildren(...(painted ? pieces(field.value) : []), "\n");
    follow();
  };
  const follow = () => {
    copy.scrollTop = field.scrollTop;
    copy.scrollLeft = field.scrollLeft;
  };
  field.addEventListener("input", write);
  field.addEventListener("scroll", follow);
  write();
}

function* pieces(text) {
  let at = 0;
  for (const found of text.matchAll(TOKENS)) {
    const kind = Object.keys(found.groups).find((name) => found.groups[name]);
    if (!kind) continue;
    yield text.slice(at, found.index);
    const span = document.createElement("span");
    span.className = kind;
    span.textContent = found[0];
    yield span;
    at = found.index + found[0].length;
  }
  yield text.slice(at);
}
