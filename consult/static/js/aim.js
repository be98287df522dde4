// What the box is about: words of the case that are quoted, or a suggestion that is answered.
import { text } from "./texts.js"

export const QUOTE = ["quote", "quote_section", "quote_paragraph", "quote_start", "quote_version"]

export class Aim {
  answers = null // the suggestion that is answered, instead of giving one

  constructor(form, changed) {
    Object.assign(this, { form, changed, target: form.querySelector("#write-target") })
    this.target.addEventListener("click", (event) => event.target.closest("button") && this.at(null))
    document.addEventListener("quote", ({ detail }) => this.#quote(detail))
    document.addEventListener("click", (event) => this.#answer(event))
    document.addEventListener("placed", ({ detail }) => detail.message.at_once && this.#unquote())
  }

  at(item) {
    this.answers = item
    this.target.hidden = !item
    this.form.classList.toggle("is-answer", Boolean(item))
    if (item) {
      const words = Object.assign(document.createElement("span"), { textContent: text("answer_to", { name: item.dataset.name }) })
      const close = Object.assign(document.createElement("button"), { type: "button", className: "button quiet small", textContent: text("cancel") })
      this.target.replaceChildren(words, close)
    }
    this.changed()
  }

  forget() {
    for (const name of QUOTE) this.form.elements[name].value = ""
    this.form.querySelector(".quote-field").open = false
    this.at(null)
  }

  #quote(found) {
    if (this.answers) this.at(null)
    for (const name of QUOTE) this.form.elements[name].value = found[name]
    this.form.querySelector(".quote-field").open = true
    document.dispatchEvent(new CustomEvent("tab", { detail: "ideas" }))
    this.changed()
    this.form.elements.body.focus()
  }

  // Words were taken out of the case: a quote of them goes, too.
  #unquote() {
    const { value } = this.form.elements.quote
    const said = document.getElementById("case").textContent.replace(/\s+/g, " ")
    if (!value || said.includes(value)) return
    for (const name of QUOTE) this.form.elements[name].value = ""
    this.changed()
  }

  #answer(event) {
    const link = event.target.closest("a[data-do=answer]")
    if (!link || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.at(link.closest(".suggestion"))
    this.form.elements.body.focus()
  }
}
