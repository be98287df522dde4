// What stays on the screen when the right to read a case has ended: nothing of the case, and one's own words.
import { text } from "./texts.js"

const make = (name, attributes) => Object.assign(document.createElement(name), attributes)

export function showGone() {
  const words = document.querySelector("#body")?.value.trim()
  document.querySelector("#suggestions")?.remove()
  const note = document.createElement("div")
  note.setAttribute("role", "alert")
  note.append(make("h1", { textContent: text("gone") }), make("p", { textContent: text("gone_why") }))
  const parts = [note]
  if (words) {
    const label = make("label", { className: "label", htmlFor: "my-words", textContent: text("gone_words") })
    const area = make("textarea", { className: "input", id: "my-words", rows: 4, readOnly: true, value: words })
    parts.push(label, area)
  }
  document.getElementById("main").replaceChildren(...parts)
  document.title = text("gone_title")
}
