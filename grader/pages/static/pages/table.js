// Walks a table answer with the arrow keys and spreads what is pasted over its cells, row after row.
import { rowsOf } from "./grid.js";

export function upgradeTables(root) {
  const fields = [...root.querySelectorAll("[data-table]")];
  if (root.matches?.("[data-table]")) fields.push(root);
  fields.filter((field) => !field.dataset.upgraded).forEach(upgrade);
}

function upgrade(field) {
  field.dataset.upgraded = "true";
  field.addEventListener("keydown", key);
  field.addEventListener("paste", paste);
}

// The inputs of each row that has any.
function rowsIn(field) {
  const rows = [...field.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("input")]);
  return rows.filter((row) => row.length);
}

function placeOf(rows, input) {
  const row = rows.findIndex((inputs) => inputs.includes(input));
  return [row, rows[row].indexOf(input)];
}

function key(event) {
  const input = event.target;
  if (input.tagName !== "INPUT" || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = rowsIn(event.currentTarget);
  const [row, column] = placeOf(rows, input);
  const { selectionStart: from, selectionEnd: to, value } = input;
  const goal = {
    ArrowUp: rows[row - 1]?.[Math.min(column, rows[row - 1].length - 1)],
    ArrowDown: rows[row + 1]?.[Math.min(column, rows[row + 1].length - 1)],
    ArrowLeft: from === 0 && to === 0 ? rows[row][column - 1] : null,
    ArrowRight: from === value.length ? rows[row][column + 1] : null,
  }[event.key];
  if (!goal) return;
  event.preventDefault();
  goal.focus();
  goal.select();
}

function paste(event) {
  const pasted = rowsOf(event.clipboardData.getData("text"));
  if (event.target.tagName !== "INPUT" || !pasted || (pasted.length === 1 && pasted[0].length === 1)) return;
  event.preventDefault();
  const rows = rowsIn(event.currentTarget);
  const [top, left] = placeOf(rows, event.target);
  let last = event.target;
  pasted.forEach((words, i) => {
    // Cells that a row does not have may be marked by a dash or nothing.
    const inputs = rows[top + i]?.slice(i ? Math.min(left, rows[top + i].length - 1) : left) || [];
    const kept = words.length > inputs.length ? words.filter((word) => !/^[-–x·]?$/.test(word)) : words;
    kept.slice(0, inputs.length).forEach((word, j) => {
      inputs[j].value = word;
      last = inputs[j];
    });
  });
  last.dispatchEvent(new Event("input", { bubbles: true }));
  last.focus();
}
