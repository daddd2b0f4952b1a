// The time left. It is counted from the server's clock, so a reload or a wrong clock of the reader changes nothing.
const SAY_AT = [30, 10, 5, 1];

export function upgradeTimers(root) {
  for (const timer of root.querySelectorAll("[data-timer]")) start(timer);
}

function start(timer) {
  const left = timer.querySelector("[data-left]");
  const ends = performance.now() + (Date.parse(timer.dataset.ends) - Date.parse(timer.dataset.now));
  let said = null;
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
    left.textContent = seconds ? clock(seconds) : timer.dataset.over;
    timer.classList.toggle("short", seconds < 300);
    const minutes = Math.ceil(seconds / 60);
    if (said !== null && minutes !== said && SAY_AT.includes(minutes)) {
      timer.querySelector("[data-said]").textContent = `${minutes} ${timer.dataset.minutes}`;
    }
    said = minutes;
    if (seconds) setTimeout(tick, ((ends - performance.now()) % 1000) || 1000);
  };
  tick();
}

function clock(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, place) => (place ? String(part).padStart(2, "0") : part)).join(":");
}
