// What could identify someone in a short text: a list with what can be done, shown before the words leave the box.
import { replaceAt } from "./insert.js"
import { count } from "./texts.js"

export class Finds {
  kept = new Map()

  constructor(form, area, changed) {
    this.form = form
    this.area = area
    this.changed = changed
    this.box = document.createElement("div")
    this.box.className = "finds"
    this.box.hidden = true
    this.lead = Object.assign(document.createElement("p"), { className: "screen-note", tabIndex: -1 })
    this.list = Object.assign(document.createElement("ul"), { className: "finding-list" })
    this.box.append(this.lead, this.list)
    this.form.querySelector(".finds")?.remove()
    this.form.querySelector("#screen-note").before(this.box)
    this.list.addEventListener("click", (event) => this.#press(event))
  }

  get blocks() {
    return this.marks?.some((mark) => mark.direct && !this.kept.has(mark.digest)) ?? false
  }

  show(marks) {
    this.marks = marks.filter((mark) => !this.kept.has(mark.digest))
    const once = [...new Map(this.marks.map((mark) => [mark.digest, mark])).values()]
    this.list.replaceChildren(...once.map((mark) => this.#item(mark)))
    this.box.hidden = !once.length
    this.lead.textContent = once.length ? count("finds", once.length) : ""
  }

  clear() {
    this.kept.clear()
    this.show([])
  }

  #item(mark) {
    const item = document.getElementById("find-template").content.firstElementChild.cloneNode(true)
    item.id = `find-${mark.digest}`
    item.dataset.find = mark.digest
    const words = item.querySelector(".finding-what > span:first-child")
    words.textContent = mark.words
    words.className = mark.direct ? "ident" : "indirect"
    item.querySelector(".placeholder").textContent = mark.replacement
    item.querySelector(".meta").textContent = mark.reason
    for (const [index, input] of [...item.querySelectorAll("input")].entries()) {
      const label = item.querySelector(`label[for="${CSS.escape(input.id)}"]`)
      input.id = `find-${mark.digest}-${index}`
      input.removeAttribute("name")
      if (label) label.htmlFor = input.id
      if (input.value) input.value = mark.replacement
    }
    for (const button of item.querySelectorAll("button")) button.type = "button"
    return item
  }

  #press(event) {
    const button = event.target.closest("button")
    if (!button) return
    const item = button.closest("[data-find]")
    const digest = item.dataset.find
    if (button.name === "keep") this.kept.set(digest, button.value.split(":").pop())
    else {
      const words = button.name === "change" ? item.querySelector("input").value.trim() : item.querySelector(".placeholder").textContent
      const places = this.marks.filter((mark) => mark.digest === digest).sort((one, other) => other.start - one.start)
      for (const place of places) replaceAt(this.area, place, words)
    }
    this.show(this.marks.filter((mark) => mark.digest !== digest))
    this.changed()
    ;(this.list.querySelector("button") ?? this.area).focus()
  }
}
