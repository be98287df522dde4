// <protect-list>: what was found in a form's words. Replace, change, keep, all at once; walked with F8 and the arrows.
import { Changes, keptIn } from "./changes.js"
import { drawFinding, fillList, openPart, partOf, Progress, says } from "./finding.js"
import { again, watch } from "./looking.js"
import { Walking } from "./walking.js"

export class ProtectList extends HTMLElement {
  byHand = null // what was marked by hand, where that can be done
  #form
  #finds = []
  #changes
  #progress
  #walking

  connectedCallback() {
    if (this.#form) return
    this.#form = this.dataset.for ? document.getElementById(this.dataset.for) : this.closest("form")
    this.#changes = new Changes(this.#form)
    this.#progress = new Progress(this)
    this.#walking = new Walking(this, this.#form, this.#findOf)
    this.tabIndex = -1
    this.#form.addEventListener("finds", ({ detail }) => this.#show(detail))
    this.#form.addEventListener("looked", ({ detail }) => (this.#progress.layers(detail.layers), this.#tell(detail.finds)))
    this.#form.addEventListener("emptied", () => (this.#changes.forget(), this.#progress.strip(""), this.#tell([])))
    this.#form.addEventListener("submit", (event) => this.#hold(event), true)
    this.addEventListener("click", (event) => this.#pressed(event))
    this.addEventListener("keydown", (event) => this.#key(event))
    if (!this.dataset.finds) return watch(this.#form, () => this.dataset.case ?? "")
    const whenMore = () => "again" in this.dataset && again(this.#form, this.#form.dataset.case)
    this.#form.addEventListener("saved", ({ detail }) => (this.#tell(detail), whenMore()))
    this.#tell(JSON.parse(this.dataset.finds))
    whenMore()
  }

  // An answer may be older than what was done since. And what stands in for a find stays, when words around it are gone.
  #tell(answered) {
    if (answered.some((find) => find.refused)) this.#progress.strip("")
    const finds = answered.filter(this.#stands).map((find) => {
      const was = this.#finds.find((one) => one.digest === find.digest)
      const kept = find.kept || (!find.refused && keptIn(this.#form, find.digest) && was?.kept) || ""
      return { ...find, kept, replacement: (this.#changes.count && was?.replacement) || find.replacement }
    })
    this.#form.dispatchEvent(new CustomEvent("finds", { detail: this.byHand?.with(finds) ?? finds }))
  }

  #show(finds) {
    const here = this.contains(document.activeElement) && this.#walking.now
    const had = here && this.#findOf(here)
    this.#finds = finds
    for (const box of this.querySelectorAll("[data-part]")) {
      const some = finds.filter((find) => partOf(find) === box.dataset.part)
      const list = box.querySelector(".findings")
      box.hidden = !some.length
      list.classList.add("is-walked")
      fillList(list, some.map((find) => this.#same(find) ?? drawFinding(this.querySelector("template"), find)))
    }
    this.#progress.show(finds, this.#changes.count)
    const items = this.#walking.items
    const is = (find) => had && (find.digest === had.digest || find.words === had.words)
    this.#walking.point(items.find((item) => is(this.#findOf(item))) ?? items[0])
    if (had && !this.contains(document.activeElement)) this.#walking.focus()
  }

  // Words that somebody just marked: the list goes there.
  goTo(words) {
    this.#tell(this.#finds)
    this.#walking.point(this.#walking.items.find((item) => this.#findOf(item).words.toLowerCase() === words.toLowerCase()))
    this.#walking.focus()
  }

  // Words that have to be looked at first do not leave; a press that only draws the form again may.
  #hold(event) {
    const first = this.#open().find((find) => find.direct && this.#stands(find))
    if (this.dataset.finds || !first || event.submitter?.formNoValidate) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.#walking.focus()
  }

  #pressed(event) {
    const item = event.target.closest(".finding")
    const find = item && this.#findOf(item)
    const button = event.target.closest("button")
    if (!button) return find && this.#walking.point(item)
    event.preventDefault()
    if ("walk" in button.dataset) return this.#walking.walk(1, true)
    if ("undo" in button.dataset) return this.#takeBack()
    if ("all" in button.dataset) return this.#replace(this.#open().map((one) => [one, one.replacement]))
    const own = button.closest(".finding-words")?.querySelector("input").value.trim()
    if (own === "") return
    if (button.name === "keep") return this.#keep(find, own ?? button.textContent, own ?? button.dataset.reason)
    this.#replace([[find, own ?? find.replacement]])
  }

  #replace(choices) {
    const { left, places } = this.#changes.replace(choices, this.#finds)
    const many = choices.length > 1
    this.#progress.strip(many ? "all" : "replaced", many ? choices.length : places)
    this.#after(left)
  }

  #keep(find, words, reason) {
    const kept = this.#changes.keep(find, reason, words, this.#finds)
    if (find.byHand) this.byHand.unmark(find.words)
    this.#progress.strip("kept", 1)
    this.#after(find.byHand ? kept.filter((one) => one.digest !== find.digest) : kept)
  }

  #takeBack() {
    const finds = this.#changes.undo()
    if (!finds) return
    this.#progress.strip("undone", 1)
    this.#after(finds)
  }

  #after(finds) {
    this.#tell(finds)
    this.#form.dispatchEvent(new Event("input", { bubbles: true }))
    this.#walking.pointFirst()
    this.#walking.focus()
    if (!this.dataset.finds) this.#form.dispatchEvent(new Event("look"))
  }

  #key(event) {
    const typing = event.target.matches("input")
    const together = event.ctrlKey || event.metaKey
    const open = event.target.closest("details[open]")
    const act = {
      ArrowDown: !typing && (() => this.#walking.walk(1)),
      ArrowUp: !typing && (() => this.#walking.walk(-1)),
      c: !typing && !together && (() => openPart(this.#walking.now, "change", "input")),
      k: !typing && !together && (() => openPart(this.#walking.now, "keep", "button")),
      z: !typing && together && (() => this.#takeBack()),
      Escape: open && (() => ((open.open = false), open.querySelector("summary").focus())),
      Enter: typing && (() => event.target.parentElement.querySelector("button").click()),
    }[event.key]
    if (!act || event.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  #same = (find) => this.#walking.items.find((item) => item.dataset.find === find.digest && item.dataset.says === says(find))
  #stands = ({ places }) => places.some(({ field, words }) => this.#form.elements[field]?.value.includes(words))
  #open = () => this.#finds.filter((find) => !find.kept)
  #findOf = (item) => this.#finds.find((find) => find.digest === item.dataset.find)
}

customElements.define("protect-list", ProtectList)
