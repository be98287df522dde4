// <suggest-box>: the place to write. What is posted shows at once, leaves once, and is never lost.
import { connection } from "./connection.js"
import { Finds } from "./finds.js"
import { keep } from "./keep.js"
import { again, restore, submit } from "./posting.js"
import { iWrite } from "./presence.js"
import { mine, text } from "./texts.js"

const PAUSE = 700
const QUOTE = ["quote", "quote_section", "quote_paragraph", "quote_start", "quote_version"]
const FIELDS = ["kind", "body", "goal_id", ...QUOTE]

class SuggestBox extends HTMLElement {
  #answers = null // the suggestion that is answered, instead of giving one
  #timer = 0

  connectedCallback() {
    this.form = this.querySelector("form")
    if (!this.form) return
    this.area = this.form.elements.body
    this.kind = this.form.elements.kind
    this.target = this.form.querySelector("#write-target")
    this.finds = new Finds(this.form, this.area, () => this.#typed())
    this.form.addEventListener("submit", (event) => this.#submit(event))
    this.area.addEventListener("input", () => this.#typed())
    this.area.addEventListener("blur", () => iWrite(""))
    this.kind.addEventListener("change", () => this.#chose())
    this.form.addEventListener("keydown", (event) => this.#key(event))
    this.target.addEventListener("click", (event) => event.target.closest("button") && this.#aim(null))
    document.addEventListener("quote", ({ detail }) => this.#quote(detail))
    document.addEventListener("click", (event) => this.#answer(event))
    document.addEventListener("joined", () => again())
    document.addEventListener("placed", ({ detail }) => detail.message.at_once && this.#unquote())
    this.#chose()
    keep.ready()
    restore(this)
  }

  // --- writing ---

  #typed() {
    this.area.style.setProperty("block-size", "auto")
    this.area.style.setProperty("block-size", `${this.area.scrollHeight + 2}px`)
    this.form.classList.toggle("is-open", Boolean(this.area.value || this.form.elements.quote.value || this.#answers))
    if (this.area.value) iWrite(this.#answers ? "answer" : this.kind.value)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#paused(), PAUSE)
  }

  async #paused() {
    const words = this.area.value
    if (!words.trim()) return void keep.drop(this.draft)
    keep.put(this.draft, this.#data())
    if (!connection.isLive) return
    const answer = await connection.say("words:look", { body: words, kept: this.#kept() }).catch(() => null)
    if (answer?.ok && this.area.value === words) this.finds.show(answer.marks)
  }

  #chose() {
    const option = this.kind.selectedOptions[0]
    this.area.placeholder = this.#answers ? text("answer_asks") : option.dataset.asks
    const use = this.form.querySelector(".kind-select use")
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${this.kind.value}`))
    this.form.dataset.kind = this.kind.value
  }

  #quote(found) {
    if (this.#answers) this.#aim(null)
    for (const name of QUOTE) this.form.elements[name].value = found[name]
    this.form.querySelector(".quote-field").open = true
    document.dispatchEvent(new CustomEvent("tab", { detail: "ideas" }))
    this.#typed()
    this.area.focus()
  }

  // Words were taken out of the case: a quote of them goes, too.
  #unquote() {
    const { value } = this.form.elements.quote
    const said = document.getElementById("case").textContent.replace(/\s+/g, " ")
    if (!value || said.includes(value)) return
    for (const name of QUOTE) this.form.elements[name].value = ""
    this.#typed()
  }

  #answer(event) {
    const link = event.target.closest("a[data-do=answer]")
    if (!link || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    this.#aim(link.closest(".suggestion"))
    this.area.focus()
  }

  #aim(item) {
    this.#answers = item
    this.target.hidden = !item
    this.form.classList.toggle("is-answer", Boolean(item))
    if (item) {
      const words = Object.assign(document.createElement("span"), { textContent: text("answer_to", { name: item.dataset.name }) })
      const close = Object.assign(document.createElement("button"), { type: "button", className: "button quiet small", textContent: text("cancel") })
      this.target.replaceChildren(words, close)
    }
    this.#chose()
    this.#typed()
  }

  // --- what posting asks of the box ---

  #submit(event) {
    event.preventDefault()
    if (!this.area.value.trim()) return this.area.focus()
    if (this.finds.blocks) return this.finds.lead.focus()
    submit(this)
  }

  mail() {
    const item = this.#answers
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
    if (data.suggestion) this.#aim(document.getElementById(`suggestion-${data.suggestion}`))
    this.#chose()
    this.#typed()
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
    for (const name of QUOTE) this.form.elements[name].value = ""
    this.form.querySelector(".quote-field").open = false
    this.finds.clear()
    this.complain("")
    iWrite("")
    keep.drop(this.draft)
    this.#aim(null)
    clearTimeout(this.#timer)
    this.area.focus()
  }

  get draft() {
    return `draft:${mine.case}`
  }

  #kept() {
    return [...this.finds.kept].map(([digest, reason]) => `${digest}:${reason}`)
  }

  #data() {
    const fields = FIELDS.map((name) => [name, this.form.elements[name]?.value ?? ""])
    const suggestion = this.#answers?.id.replace("suggestion-", "") ?? ""
    return { case: mine.case, ...Object.fromEntries(fields), suggestion, kept: this.#kept() }
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
