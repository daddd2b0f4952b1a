// Steps through a worked solution: buttons, arrow keys and a slider move the window over the picture.
const PACE = 900;

export function upgradeSteppers(root) {
  const found = [...root.querySelectorAll("[data-stepper]")];
  if (root.matches?.("[data-stepper]")) found.push(root);
  found.filter((element) => !element.classList.contains("stepping")).forEach((element) => new Stepper(element));
}

class Stepper {
  constructor(element) {
    this.element = element;
    this.steps = [...element.querySelectorAll(".steps > li")];
    this.player = element.querySelector(".player");
    this.slider = this.player.querySelector("input");
    this.slider.max = this.steps.length - 1;
    this.timer = null;
    element.classList.add("stepping");
    this.player.hidden = false;
    this.player.addEventListener("click", (event) => this.press(event.target.closest("[data-go]")));
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
    element.addEventListener("keydown", (event) => this.key(event));
    this.drawings = [...element.querySelectorAll("svg.drawing")];
    this.gliders = this.drawings.map(glider);
    this.go(Number(element.dataset.start));
  }

  go(number) {
    this.now = Math.max(0, Math.min(this.steps.length - 1, number));
    // The marks on the drawings, and the words of the legend for them.
    for (const group of this.element.querySelectorAll(".picture [data-step]")) {
      const step = Number(group.dataset.step);
      group.classList.toggle("shown", group.classList.contains("written") ? step <= this.now : step === this.now);
    }
    this.gliders.forEach((rect) => glide(rect, this.now));
    this.drawings.forEach((drawing) => follow(drawing, this.now));
    this.player.querySelector(".told").innerHTML = this.steps[this.now].innerHTML;
    this.slider.value = this.now;
    this.player.querySelector("output").textContent = `${this.now + 1} / ${this.steps.length}`;
    if (this.now === this.steps.length - 1) this.stop();
  }

  press(button) {
    if (!button) return;
    const last = this.steps.length - 1;
    const play = button.dataset.go === "play" && !this.timer;
    this.stop();
    if (play) return this.play(button);
    const goal = { first: 0, back: this.now - 1, step: this.now + 1, end: last }[button.dataset.go];
    if (goal !== undefined) this.go(goal);
  }

  play(button) {
    button.setAttribute("aria-pressed", "true");
    if (this.now === this.steps.length - 1) this.go(0);
    this.timer = setInterval(() => this.go(this.now + 1), PACE);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.player.querySelector("[data-go=play]").setAttribute("aria-pressed", "false");
  }

  key(event) {
    if (event.target === this.slider || event.altKey || event.ctrlKey || event.metaKey) return;
    const moves = { ArrowRight: 1, ArrowLeft: -1 };
    const goal = event.key === "Home" ? 0 : event.key === "End" ? this.steps.length - 1 : this.now + moves[event.key];
    if (Number.isNaN(goal)) return;
    event.preventDefault();
    this.stop();
    this.go(goal);
  }
}

// The one window that slides from step to step; steps with several windows show theirs as they are.
function glider(drawing) {
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  rect.classList.add("frame", "window", "glider");
  const groups = drawing.querySelectorAll("g.now");
  if (groups.length) groups[groups.length - 1].after(rect);
  return rect;
}

function glide(rect, step) {
  const group = rect.parentNode?.querySelector(`g.now[data-step="${step}"]`);
  const frames = group ? [...group.querySelectorAll(".frame.window")] : [];
  const alone = frames.length === 1;
  rect.classList.toggle("shown", alone);
  if (!alone) return;
  frames[0].classList.add("under-glider");
  for (const side of ["x", "y", "width", "height"]) rect.style[side] = `${frames[0].getAttribute(side)}px`;
}

// A strip that is too long for the screen scrolls to what the step marks, or the nearest one that marks anything.
function follow(drawing, step) {
  const panel = drawing.closest(".panel");
  const marks = marked(drawing, step).map((group) => group.getBoundingClientRect());
  if (!marks.length) return;
  const place = panel.getBoundingClientRect();
  const left = Math.min(...marks.map((mark) => mark.left));
  const width = Math.max(...marks.map((mark) => mark.right)) - left;
  // What is wider than the screen is seen from its beginning.
  panel.scrollLeft += width > place.width ? left - place.left : left + width / 2 - (place.left + place.width / 2);
}

function marked(drawing, step) {
  const groups = [...drawing.querySelectorAll("g[data-step]")].filter((group) => group.childElementCount);
  const steps = groups.map((group) => Number(group.dataset.step));
  const before = steps.filter((number) => number <= step);
  const nearest = before.length ? Math.max(...before) : Math.min(...steps);
  return groups.filter((group) => Number(group.dataset.step) === nearest);
}
