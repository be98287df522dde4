// <composer-steps>: one section at a time, all within reach; the next one by a button, an error by its link.
import { append } from "./insert.js"

const SHORT = 140
const HOLE = /(\[[^[\]\n]{1,60}\])/

function hole(text) {
  const part = document.createElement("span")
  part.className = "placeholder"
  part.textContent = text
  return part
}

export class ComposerSteps extends HTMLElement {
  #form
  #next
  #sections

  connectedCallback() {
    this.#form = this.closest("form")
    this.#sections = [...this.#form.querySelectorAll(".composer-section")]
    this.#next = document.getElementById("next")
    this.#next.addEventListener("click", () => this.#open(this.#following()))
    document.addEventListener("click", (event) => this.#follow(event))
    this.#form.addEventListener("show-field", (event) => this.#reveal(event.detail))
    this.#form.addEventListener("keydown", (event) => this.#enter(event))
    for (const button of this.#form.querySelectorAll("[data-prompt]")) {
      button.addEventListener("click", () => this.#prompt(button))
    }
    document.getElementById("another-name")?.addEventListener("click", (event) => this.#anotherName(event))
    this.#tell()
  }

  #open(section, focus = true) {
    if (!section) return
    for (const one of this.#sections) one.classList.toggle("is-open", one === section)
    this.#tell()
    if (!focus) return
    scrollTo({ top: 0 })
    section.querySelector("textarea, input:not([type=hidden])")?.focus({ preventScroll: true })
  }

  #tell() {
    const now = this.#now()
    for (const link of this.querySelectorAll("a")) {
      const section = this.#form.querySelector(link.hash)
      if (section === now) link.setAttribute("aria-current", "step")
      else link.removeAttribute("aria-current")
      this.#tick(link, section)
    }
    const next = this.#following()
    this.#next.hidden = !next
    if (next) this.#next.textContent = this.#next.dataset.words.replace("{section}", next.dataset.step)
    this.#soFar(now)
  }

  // Done is a section in which every field that must be filled is, and anything stands at all.
  #tick(link, section) {
    const areas = [...section.querySelectorAll("textarea:not([readonly])")]
    const wanted = areas.filter((area) => area.dataset.required)
    const filled = (area) => area.value.trim() !== ""
    if (!areas.length || section.id === "section-post") return
    const plan = section.querySelector('[name="plan_id"]:checked:not([value=""])')
    const done = wanted.every(filled) && (areas.some(filled) || Boolean(plan))
    link.parentElement.classList.toggle("is-done", done)
  }

  #soFar(now) {
    const list = document.querySelector("#so-far ul")
    const rows = this.#sections
      .filter((section) => section !== now)
      .map((section) => [section, section.querySelector("textarea")])
      .filter(([, area]) => area?.value.trim() && area.value.trim() !== area.dataset.preset)
      .map(([section, area]) => [section, area.value.trim()])
    document.getElementById("so-far").hidden = !rows.length
    list.replaceChildren(...rows.map(([section, words]) => this.#row(section, words)))
  }

  #row(section, words) {
    const row = document.getElementById("so-far-row").content.firstElementChild.cloneNode(true)
    row.querySelector(".meta").textContent = section.dataset.step
    const short = words.length > SHORT ? `${words.slice(0, SHORT)}…` : words
    row.querySelector(".words").append(...short.split(HOLE).map((part, odd) => (odd % 2 ? hole(part) : part)))
    row.querySelector("a").hash = section.id
    return row
  }

  #follow(event) {
    const link = event.target.closest('a[href^="#"], a[href*="#section-"]')
    const target = link?.hash.length > 1 && document.getElementById(link.hash.slice(1))
    const section = target && target.closest(".composer-section")
    if (!section) return
    event.preventDefault()
    this.#open(section, target === section)
    if (target !== section) this.#reveal(target.name || target.id)
  }

  #reveal(name) {
    const field = this.#form.elements[name]
    const element = field?.closest ? field : (field?.[0] ?? document.getElementById(name))
    const section = element?.closest(".composer-section")
    if (section !== this.#now()) this.#open(section, false)
    for (let box = element?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true
    element?.scrollIntoView({ block: "nearest" })
    element?.focus({ preventScroll: true })
  }

  #enter(event) {
    // Enter in a line of its own saves nothing by surprise; posting is a press of its button.
    if (event.key === "Enter" && event.target.matches("input:not([type=checkbox], [type=radio])")) event.preventDefault()
  }

  #prompt(button) {
    const area = this.#form.elements[button.dataset.prompt]
    if (area.value.trim() === area.dataset.preset) area.select()
    append(area, `${area.value.trim() ? "\n\n" : ""}${button.textContent.trim()}: `)
  }

  async #anotherName(event) {
    if (!this.#form.dataset.case) return // the form saves the draft first
    event.preventDefault()
    const address = `/cases/${this.#form.dataset.case}/codename`
    const headers = { Accept: "application/json", "X-CSRF": this.#form.elements.csrf.value }
    const answer = await fetch(address, { method: "POST", headers }).catch(() => null)
    if (!answer?.ok) return
    const { codename } = await answer.json()
    document.getElementById("codename").textContent = this.#form.elements.codename.value = codename
    document.title = codename
  }

  #following = () => this.#sections[this.#sections.indexOf(this.#now()) + 1]
  #now = () => this.#form.querySelector(".composer-section.is-open") ?? this.#sections[0]
}

customElements.define("composer-steps", ComposerSteps)
