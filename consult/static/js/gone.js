// What stays on the screen when the right to read a case has ended: nothing of the case, and one's own words.
import { text } from "./texts.js"

const make = (name, attributes) => Object.assign(document.createElement(name), attributes)

export function showGone() {
  const unsent = [...document.querySelectorAll(".is-unsent .words")].map((one) => one.textContent)
  const words = [...unsent, document.querySelector("#body")?.value.trim()].filter(Boolean)
  document.querySelector("#suggestions")?.remove()
  const note = document.createElement("div")
  note.setAttribute("role", "alert")
  note.append(make("h1", { textContent: text("gone") }), make("p", { textContent: text("gone_why") }))
  document.getElementById("main").replaceChildren(note)
  document.title = text("gone_title")
  for (const some of words) lateWords(some)
}

// Words that were on their way when it ended.
export function lateWords(words) {
  const shown = document.getElementById("my-words")
  if (shown) return shown.value.includes(words) || (shown.value += `\n\n${words}`)
  const label = make("label", { className: "label", htmlFor: "my-words", textContent: text("gone_words") })
  const area = make("textarea", { className: "input", id: "my-words", rows: 4, readOnly: true, value: words })
  document.getElementById("main").append(label, area)
}
