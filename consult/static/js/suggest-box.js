// <suggest-box>: the place to write. What is posted shows at once, leaves once, and is never lost.
import { say } from "./announce.js"
import { connection } from "./connection.js"
import { Finds } from "./finds.js"
import { keep } from "./keep.js"
import { attempt, drop, left, post } from "./outbox.js"
import { pending } from "./pending.js"
import { iWrite } from "./presence.js"
import { mine, text } from "./texts.js"

const PAUSE = 700
const QUOTE = ["quote", "quote_section", "quote_paragraph", "quote_start", "quote_version"]

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
    document.addEventListener("joined", () => this.#again())
    this.#chose()
    keep.ready()
    this.#restore()
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
    if (!words.trim()) return void keep.drop(this.#draft)
    keep.put(this.#draft, { ...this.#data(), answers: this.#answers?.id ?? "" })
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

  // --- posting ---

  async #submit(event) {
    event.preventDefault()
    if (!this.area.value.trim()) return this.area.focus()
    if (this.finds.blocks) return this.finds.lead.focus()
    const mail = this.#mail()
    const shown = pending(mail)
    this.#empty()
    const { out, answer } = await post(mail)
    this.#settle(out, shown, answer)
  }

  #mail() {
    const item = this.#answers
    if (item) {
      const id = item.id.replace("suggestion-", "")
      const data = { case: mine.case, suggestion: id, word: "answered", body: this.area.value, kept: this.#kept() }
      return { case: mine.case, event: "suggestion:reply", address: `/suggestions/${id}/reply`, data, kind: "answer", to: item.dataset.name }
    }
    const data = { case: mine.case, ...this.#data(), kept: this.#kept() }
    return { case: mine.case, event: "suggestion:post", address: this.form.getAttribute("action").replace(/#.*/, ""), data, kind: this.kind.value }
  }

  async #settle(out, shown, answer) {
    if (answer?.ok) {
      say(text("posted"))
      shown.sent(answer.id, out)
      return document.querySelector("live-case").sync()
    }
    if (answer && !answer.waits) {
      shown.remove()
      return this.#refused(out, answer)
    }
    shown.failed(answer?.words ?? text("not_sent"), {
      again: async () => this.#settle(out, shown, await attempt(out)),
      back: async () => (await drop(out), shown.remove(), this.#take(out)),
    })
  }

  // The words come back into the box, with what is to be done about them.
  #refused(out, answer) {
    this.#take(out)
    if (answer.marks) {
      this.finds.show(answer.marks)
      return this.finds.lead.focus()
    }
    this.#complain(answer.words)
  }

  #take(out) {
    if (this.area.value.trim()) keep.put(`draft:${mine.case}:before`, this.#data())
    for (const [name, value] of Object.entries(out.data)) {
      const field = this.form.elements[name]
      if (field && !["client_id", "csrf", "kept"].includes(name)) field.value = value ?? ""
    }
    if (out.data.word) this.#aim(document.getElementById(`suggestion-${out.data.suggestion}`))
    this.#chose()
    this.#typed()
    this.area.focus()
  }

  #complain(words) {
    this.form.querySelector(":scope > .not-sent")?.remove()
    if (!words) return
    const line = Object.assign(document.createElement("p"), { className: "not-sent", textContent: words })
    line.setAttribute("role", "alert")
    this.form.prepend(line)
  }

  #empty() {
    this.area.value = ""
    for (const name of QUOTE) this.form.elements[name].value = ""
    this.form.querySelector(".quote-field").open = false
    this.finds.clear()
    this.#complain("")
    iWrite("")
    keep.drop(this.#draft)
    this.#aim(null)
    clearTimeout(this.#timer)
    this.area.focus()
  }

  // --- what an earlier page left ---

  async #restore() {
    const kept = await keep.get(this.#draft)
    if (kept && !this.area.value) {
      this.#take({ data: kept.answers ? { ...kept, word: "answered", suggestion: kept.answers } : kept })
      this.area.blur()
    }
    for (const out of await left((one) => one.case === mine.case)) {
      const shown = pending(out)
      this.#settle(out, shown, connection.isLive ? await attempt(out) : null)
    }
  }

  #again() {
    for (const button of document.querySelectorAll(".is-unsent [data-again]")) button.click()
  }

  get #draft() {
    return `draft:${mine.case}`
  }

  #kept() {
    return [...this.finds.kept].map(([digest, reason]) => `${digest}:${reason}`)
  }

  #data() {
    const names = ["kind", "body", "goal_id", ...QUOTE]
    return Object.fromEntries(names.map((name) => [name, this.form.elements[name]?.value ?? ""]))
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
