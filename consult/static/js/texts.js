// Words for people come from the page, where the catalogue put them; nothing is worded here.
const all = JSON.parse(document.getElementById("texts")?.textContent ?? "{}")

// text("new_many", {count: 2}): the words with their places filled.
export function text(name, values = {}) {
  return (all[name] ?? "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "")
}

export function count(name, number, values = {}) {
  return text(`${name}_${number === 1 ? "one" : "many"}`, { count: number, ...values })
}

// What only this viewer is told (see the page's own script element).
export const mine = JSON.parse(document.getElementById("mine")?.textContent ?? "{}")
