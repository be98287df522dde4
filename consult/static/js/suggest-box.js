// <suggest-box>: the place to write. What is posted shows at once, leaves once, and is never lost.
import { Aim, QUOTE } from "./aim.js"
import { addKept } from "./changes.js"
import { keep } from "./keep.js"
import { again, restore, submit } from "./posting.js"
import { iWrite } from "./presence.js"
import { mine, text } from "./texts.js"
import "./protect.js"

const PAUSE = 700
const FIELDS = ["kind", "body", "goal_id", ...QUOTE]

class SuggestBox extends HTMLElement {
  #timer = 0

  connectedCallback() {
    this.form = this.querySelector("form")
    if (!this.form) return
    this.area = this.form.elements.body
    this.kind = this.form.elements.kind
    this.querySelector("protect-list").dataset.case = mine.case
    this.aim = new Aim(this.form, () => (this.#chose(), this.#typed()))
    this.form.addEventListener("submit", (event) => this.#submit(event))
    this.area.addEventListener("input", () => this.#typed())
    this.area.addEventListener("blur", () => iWrite(""))
    this.kind.addEventListener("change", () => this.#chose())
    this.form.addEventListener("keydown", (event) => this.#key(event))
    for (const name of ["joined", "asked"]) document.addEventListener(name, () => again())
    this.#chose()
    keep.ready()
    restore(this)
  }

  // --- writing ---

  #typed() {
    this.area.style.setProperty("block-size", "auto")
    this.area.style.setProperty("block-size", `${this.area.scrollHeight + 2}px`)
    this.form.classList.toggle("is-open", Boolean(this.area.value || this.form.elements.quote.value || this.aim.answers))
    if (this.area.value) iWrite(this.aim.answers ? "answer" : this.kind.value)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#paused(), PAUSE)
  }

  #paused() {
    if (this.area.value.trim()) keep.put(this.draft, this.#data())
    else keep.drop(this.draft)
  }

  #chose() {
    const option = this.kind.selectedOptions[0]
    this.area.placeholder = this.aim.answers ? text("answer_asks") : option.dataset.asks
    const use = this.form.querySelector(".kind-select use")
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${this.kind.value}`))
    this.form.dataset.kind = this.kind.value
  }

  // --- what posting asks of the box ---

  #submit(event) {
    event.preventDefault()
    if (!this.area.value.trim()) return this.area.focus()
    submit(this)
  }

  mail() {
    const item = this.aim.answers
    const data = this.#data()
    if (!item) {
      const address = this.form.getAttribute("action").replace(/#.*/, "")
      return { case: mine.case, event: "suggestion:post", address, data, kind: this.kind.value }
    }
    const about = { case: mine.case, suggestion: data.suggestion, word: "answered", body: data.body, kept: data.kept }
    const address = `/suggestions/${data.suggestion}/reply`
    return { case: mine.case, event: "suggestion:reply", address, data: about, kind: "answer", to: item.dataset.name }
  }

  // Words come back into the box; what was written there meanwhile stays above them.
  take(data) {
    const before = this.area.value.trim()
    for (const name of FIELDS) if (this.form.elements[name] && name in data) this.form.elements[name].value = data[name]
    this.area.value = [before, data.body].filter(Boolean).join("\n\n")
    for (const value of data.kept ?? []) addKept(this.form, value)
    this.aim.at(data.suggestion ? document.getElementById(`suggestion-${data.suggestion}`) : this.aim.answers)
    this.form.dispatchEvent(new Event("look"))
    this.area.focus()
  }

  complain(words) {
    this.form.querySelector(":scope > .not-sent")?.remove()
    if (!words) return
    const line = Object.assign(document.createElement("p"), { className: "not-sent", textContent: words })
    line.setAttribute("role", "alert")
    this.form.prepend(line)
  }

  empty() {
    this.area.value = ""
    for (const input of this.form.querySelectorAll("input[name=kept]")) input.remove()
    this.form.dispatchEvent(new Event("emptied"))
    this.complain("")
    iWrite("")
    keep.drop(this.draft)
    this.aim.forget()
    clearTimeout(this.#timer)
    this.area.focus()
  }

  get draft() {
    return `draft:${mine.case}`
  }

  #data() {
    const fields = FIELDS.map((name) => [name, this.form.elements[name]?.value ?? ""])
    const suggestion = this.aim.answers?.id.replace("suggestion-", "") ?? ""
    const kept = [...this.form.querySelectorAll("input[name=kept]")].map((input) => input.value)
    return { case: mine.case, ...Object.fromEntries(fields), suggestion, kept }
  }

  #key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      this.form.requestSubmit()
    }
    if (event.key === "Escape") document.activeElement.blur()
    if (event.target === this.kind && event.key >= "1" && event.key <= "7" && this.kind.options[event.key - 1]) {
      this.kind.selectedIndex = event.key - 1
      this.#chose()
      this.area.focus()
      event.preventDefault()
    }
  }
}

customElements.define("suggest-box", SuggestBox)
