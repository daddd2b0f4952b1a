// Turns the textarea of a grid answer into cells. The textarea stays the answer: tabs part cells, lines part rows.
const MOST = 20;

export function upgradeGrids(root) {
  const fields = [...root.querySelectorAll("[data-grid]")];
  if (root.matches?.("[data-grid]")) fields.push(root);
  fields.filter((field) => !field.querySelector(".cells")).forEach((field) => new GridEditor(field));
}

class GridEditor {
  constructor(field) {
    this.field = field;
    field.editor = this;
    this.area = field.querySelector("textarea");
    this.values = parse(this.area.value) || [["", ""], ["", ""]];
    this.build();
    this.draw();
    this.markFault();
    this.showText(this.area.value.trim() !== "" && !parse(this.area.value));
  }

  build() {
    this.size = document.createElement("div");
    this.size.className = "grid-size";
    this.dials = ["rows", "columns"].map((axis) => this.dial(axis));
    this.cells = document.createElement("div");
    this.cells.className = "cells";
    this.cells.setAttribute("role", "group");
    this.cells.setAttribute("aria-labelledby", this.area.id + "-label");
    const label = this.field.querySelector("label");
    label.id = this.area.id + "-label";
    this.toggle = document.createElement("button");
    this.toggle.type = "button";
    this.toggle.className = "quiet";
    this.toggle.addEventListener("click", () => this.showText(this.area.hidden));
    label.after(this.size, this.cells);
    this.size.append(...this.dials.map((dial) => dial.element), this.toggle);
    this.cells.addEventListener("input", (event) => this.typed(event.target));
    this.cells.addEventListener("keydown", (event) => this.key(event));
    this.cells.addEventListener("paste", (event) => this.paste(event));
    this.area.addEventListener("input", (event) => event.isTrusted && this.readArea());
  }

  dial(axis) {
    const element = document.createElement("span");
    element.className = "dial";
    const { dataset } = this.field;
    const of = this.field.closest(".grids") ? `${this.field.querySelector("label").textContent}, ` : "";
    const shown = document.createElement("output");
    const button = (sign, change, words) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = sign;
      made.setAttribute("aria-label", `${of}${dataset[axis]}: ${words}`);
      made.addEventListener("click", () => this.resize(axis, change));
      return made;
    };
    const name = document.createElement("span");
    name.textContent = dataset[axis];
    element.append(button("−", -1, dataset.fewer), shown, button("+", 1, dataset.more), name);
    return { element, shown };
  }

  resize(axis, change) {
    const [height, width] = [this.values.length, this.values[0].length];
    this.setSize(height + (axis === "rows" ? change : 0), width + (axis === "columns" ? change : 0));
    this.draw();
    this.write();
  }

  setSize(height, width) {
    const clamp = (n) => Math.max(1, Math.min(MOST, n));
    this.values = Array.from({ length: clamp(height) }, (_, i) =>
      Array.from({ length: clamp(width) }, (_, j) => this.values[i]?.[j] ?? ""));
  }

  draw() {
    const [height, width] = [this.values.length, this.values[0].length];
    this.dials[0].shown.textContent = height;
    this.dials[1].shown.textContent = width;
    this.cells.style.gridTemplateColumns = `repeat(${width}, minmax(0, auto))`;
    this.cells.replaceChildren(...this.values.flatMap((row, i) => row.map((value, j) => this.cell(value, i, j))));
  }

  cell(value, i, j) {
    const input = document.createElement("input");
    input.value = value;
    input.classList.toggle("long", value.length > 4);
    input.inputMode = "text";
    input.autocomplete = "off";
    input.dataset.place = `${i},${j}`;
    input.setAttribute("aria-label", this.field.dataset.cell.replace("%r", i + 1).replace("%c", j + 1));
    return input;
  }

  place(input) {
    return input.dataset.place.split(",").map(Number);
  }

  at(i, j) {
    return this.cells.children[i * this.values[0].length + j];
  }

  typed(input) {
    const [i, j] = this.place(input);
    this.values[i][j] = input.value;
    input.classList.remove("faulty-cell");
    input.classList.toggle("long", input.value.length > 4);
    this.write();
  }

  // Keep the textarea true, and tell the draft keeper.
  write() {
    this.area.value = this.values.map((row) => row.map((cell) => cell.trim()).join("\t")).join("\n");
    if (!this.area.value.trim()) this.area.value = "";
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  readArea() {
    const values = parse(this.area.value);
    if (values) {
      this.values = values;
      this.draw();
    }
  }

  key(event) {
    const [i, j] = this.place(event.target);
    const { selectionStart: from, selectionEnd: to, value } = event.target;
    const moves = {
      ArrowUp: [i - 1, j], ArrowDown: [i + 1, j],
      ArrowLeft: from === 0 && to === 0 ? [i, j - 1] : null,
      ArrowRight: from === value.length ? [i, j + 1] : null,
    };
    const goal = moves[event.key];
    if (!goal || event.altKey || event.ctrlKey || event.metaKey) return;
    const [row, column] = goal;
    if (row < 0 || column < 0 || row >= this.values.length || column >= this.values[0].length) return;
    event.preventDefault();
    this.at(row, column).focus();
    this.at(row, column).select();
  }

  paste(event) {
    const text = event.clipboardData.getData("text");
    if (this.spread(text)) return event.preventDefault();
    const values = parse(text);
    if (values?.length === 1 && values[0].length === 1) return;
    if (!values && !/\s/.test(text.trim())) return;
    event.preventDefault();
    if (!values) return this.pasteAsText(text);
    this.fill(values);
    this.at(this.values.length - 1, this.values[0].length - 1).focus();
  }

  // As many maps as there are grids here, an empty line between them: each goes into its own.
  spread(text) {
    const editors = [...this.field.parentElement.querySelectorAll("[data-grid]")].map((field) => field.editor);
    const maps = text.replace(/\r/g, "").trim().split(/\s*\|\s*|\n(?: *\n)+/).map(parse);
    if (editors.length < 2 || maps.length !== editors.length || !maps.every(Boolean)) return false;
    editors.forEach((editor, place) => editor.fill(maps[place]));
    editors.at(-1).at(0, 0).focus();
    return true;
  }

  fill(values) {
    this.values = values;
    this.setSize(values.length, values[0].length);
    this.draw();
    this.write();
  }

  // What is no even grid is kept as it is, where its reader can see and mend it.
  pasteAsText(text) {
    this.area.value = text;
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.showText(true);
    this.area.focus();
  }

  markFault() {
    const part = this.field.dataset.faultyCell;
    const cell = part !== undefined && this.cells.children[Number(part)];
    if (cell) cell.classList.add("faulty-cell");
  }

  showText(shown) {
    this.area.hidden = !shown;
    this.cells.hidden = shown;
    this.dials.forEach((dial) => (dial.element.hidden = shown));
    this.toggle.textContent = shown ? this.field.dataset.cells : this.field.dataset.paste;
  }
}

// Rows of cells from tabs, a Python list, numpy's print, or plain lines; null when they are no even grid.
// The server reads the same forms again and has the last word.
export function parse(text) {
  const rows = rowsOf(text);
  const even = rows?.length && rows.every((row) => row.length === rows[0].length);
  return even && rows.length <= MOST && rows[0].length <= MOST ? rows : null;
}

// The same rows, also when they are not equally long; null when nothing is written.
export function rowsOf(text) {
  const trimmed = text.replace(/\r/g, "").replace(/^\n+|\n+$/g, "");
  if (!trimmed.trim()) return null;
  return /[[(]/.test(trimmed) ? bracketed(trimmed) : plainRows(trimmed);
}

function plainRows(text) {
  const lines = text.split(/[\n;]/);
  const rows = lines.map(cellsOf);
  const column = rows.every((row) => row.length === 1);
  return rows.filter((_, i) => column || lines[i].trim() || lines[i].includes("\t"));
}

function bracketed(text) {
  const bare = text
    .replace(/\bFraction\(\s*([+-]?\d+)\s*,\s*(\d+)\s*\)/g, "$1/$2")
    .replace(/\b(?:np|numpy|torch)\.\w+\(([^()[\]]*)\)/g, "$1");
  return [...bare.matchAll(/[[(]([^[\]()]*)[\])]/g)]
    .map((match) => match[1].trim().replace(/,$/, ""))
    .filter(Boolean)
    .map((row) => row.split(/\s*,\s*|\s+/));
}

function cellsOf(line) {
  if (line.includes("\t")) return line.split("\t").map((cell) => cell.trim());
  const tidy = line.trim();
  if (/,\s/.test(tidy) || !/\s/.test(tidy)) return tidy.replace(/^[, ]+|[, ]+$/g, "").split(/\s*,\s*/);
  return tidy.split(/\s+/);
}
