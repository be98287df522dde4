// Words that are selected in a field get a small button beside them: "This could identify someone".
import { ByHand } from "./by-hand.js"
import "./protect.js"

const LONGEST = 80
const edges = /^[\s.,;:!?()"“”]+|[\s.,;:!?()"“”]+$/g

class Picking {
  constructor(box) {
    this.box = box
    this.area = box.querySelector("textarea")
    this.button = box.querySelector(".pick")
    this.button.addEventListener("click", () => this.#pick())
    this.button.addEventListener("keydown", (event) => event.key === "Escape" && this.area.focus())
    this.button.addEventListener("blur", () => this.offer())
    addEventListener("resize", () => this.offer())
    for (const name of ["select", "keyup", "pointerup", "blur", "input"]) this.area.addEventListener(name, () => this.offer())
  }

  get words() {
    const { value, selectionStart, selectionEnd } = this.area
    const words = value.slice(selectionStart, selectionEnd).replace(edges, "")
    return words.length <= LONGEST && !words.includes("\n") && /\p{L}.*[\p{L}\p{N}]|\p{N}{2}/u.test(words) && !/^\[.*\]$/.test(words) ? words : ""
  }

  // After a moment: a press on the button takes the focus out of the field first.
  offer() {
    setTimeout(() => {
      const here = [this.area, this.button].includes(document.activeElement)
      this.button.hidden = !here || !this.words
      if (!this.button.hidden) this.#place()
    })
  }

  // Under the end of what is selected, as the layer behind the field knows it.
  #place() {
    const around = this.box.getBoundingClientRect()
    const end = this.#rect(this.area.selectionEnd)
    this.button.style.setProperty("--at", `${end.right - around.left - this.button.offsetWidth}px`)
    this.button.style.setProperty("inset-block-start", `${end.bottom - around.top + 4}px`)
  }

  #rect(at) {
    const texts = document.createTreeWalker(this.box.querySelector(".editor-mirror"), NodeFilter.SHOW_TEXT)
    let left = at
    while (texts.nextNode() && left > texts.currentNode.length) left -= texts.currentNode.length
    const range = document.createRange()
    range.setStart(texts.currentNode, Math.max(0, left - 1))
    range.setEnd(texts.currentNode, Math.min(left, texts.currentNode.length))
    return range.getBoundingClientRect()
  }

  #pick() {
    const { words } = this
    this.button.hidden = true
    if (!words) return
    list.byHand.mark(words)
    list.goTo(words)
    this.area.form.dispatchEvent(new Event("mark"))
  }
}

const list = document.querySelector("protect-list")
list.byHand = new ByHand(document.getElementById(list.dataset.for), { why: list.dataset.byHand, replacement: list.dataset.removed })
for (const box of document.querySelectorAll("marked-text")) new Picking(box)
