// Everything here is an upgrade: each page also works without it.
import { upgradeGrids } from "./grid.js";
import { upgradeTables } from "./table.js";
import { upgradeSteppers } from "./stepper.js";
import { keepDrafts } from "./drafts.js";
import { upgradeEditors } from "./editor.js";
import { upgradeTimers } from "./timer.js";

function upgrade(root) {
  keepDrafts(root);
  upgradeEditors(root);
  upgradeGrids(root);
  upgradeTables(root);
  upgradeSteppers(root);
  upgradeTimers(root);
}

upgrade(document);

// A line of links that slides begins where one is.
for (const here of document.querySelectorAll(".course-nav [aria-current], .set-nav [aria-current]")) {
  here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 32;
}

document.body.addEventListener("htmx:load", (event) => {
  const root = event.detail.elt;
  upgrade(root);
  moveFocus(root);
});

// After an answer the reader's place is the verdict, or the box that could not be read.
function moveFocus(root) {
  const find = (selector) => (root.matches(selector) ? root : root.querySelector(selector));
  const target = find("[data-faulty]:not([hidden])") || find(".faulty-cell") || find("[data-verdict]") || find("[data-stepper]");
  if (target) {
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
  }
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-copy]");
  if (!link || !navigator.clipboard) return;
  event.preventDefault();
  await navigator.clipboard.writeText(link.href);
  link.textContent = link.dataset.copied;
});

// The answer stays in its field when the network fails; say so where the verdict would be.
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.body.addEventListener(name, (event) => {
    const outcome = document.querySelector("#outcome");
    if (!outcome || !outcome.contains(event.detail.elt) && !event.detail.elt.closest("form")) return;
    const again = outcome.classList.contains("waiting") ? outcome.getAttribute("hx-get") : null;
    const text = document.body.dataset[name === "htmx:sendError" ? "offline" : "trouble"];
    if (again) {
      setTimeout(() => window.htmx.ajax("GET", again, { target: "#outcome", swap: "outerHTML" }), 2000);
    }
    outcome.classList.remove("empty");
    let line = outcome.querySelector(".problem");
    if (!line) outcome.append((line = Object.assign(document.createElement("p"), { className: "problem" })));
    line.textContent = text;
  });
}
