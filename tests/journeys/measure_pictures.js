// What cannot be read in the pictures of a page: letters smaller than `smallest` pixels, words beyond the drawing,
// words that run into others, labels that come closer to others than `closest` pixels, and a figure without a description.
([smallest, closest]) => {
  const problems = [];
  for (const figure of document.querySelectorAll("figure.picture")) {
    if (!figure.querySelector("figcaption").textContent.trim()) problems.push("no description");
    for (const svg of figure.querySelectorAll("svg.drawing")) {
      const edge = svg.getBoundingClientRect();
      const scale = edge.width / svg.viewBox.baseVal.width;
      const words = [...svg.querySelectorAll("text")].map(text => ({
        text: text.textContent,
        box: text.getBoundingClientRect(),
        label: text.classList.contains("index"),
        size: parseFloat(getComputedStyle(text).fontSize) * scale,
      }));
      for (const { text, box, size } of words) {
        if (size < smallest) problems.push(`${size.toFixed(1)} pixels: ${text}`);
        if (box.left < edge.left - 1 || box.right > edge.right + 1) problems.push(`cut off: ${text}`);
      }
      words.forEach((one, i) => words.slice(0, i).forEach(other => {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        // A struck number is meant to be written over; boxes of letters are higher than the letters. Numbers in cells
        // have a line between them, so that they may come closer than labels.
        const near = one.label || other.label ? closest : 1;
        if (across > -near && down > 6 * scale && ![one.text, other.text].includes("–") && one.text !== other.text)
          problems.push(`too close: ${other.text} and ${one.text}`);
      }));
    }
  }
  return [...new Set(problems)];
}
