// <protect-list>: what was found, beside the text. Replace, change or keep; walked with F8 and the arrows.
import { drawFinding, openPart, partOf, says } from "./finding.js"
import { replaceAt, takeBack } from "./insert.js"
import { addHidden, addKept } from "./typed.js"

export class ProtectList extends HTMLElement {
  #form
  #finds = []
  #replaced = []

  connectedCallback() {
    this.#form = document.getElementById(this.dataset.for)
    this.tabIndex = -1
    this.#form.addEventListener("finds", (event) => this.#show(event.detail))
    this.addEventListener("click", (event) => this.#pressed(event))
    this.querySelector("[data-walk]").addEventListener("click", () => this.#walk(1, true))
    this.addEventListener("keydown", (event) => this.#key(event))
    this.addEventListener("focusin", (event) => this.#point(event.target.closest(".finding")))
    document.addEventListener("keydown", (event) => {
      if (event.key !== "F8") return
      event.preventDefault()
      this.#walk(event.shiftKey ? -1 : 1, true)
    })
    this.#tell(JSON.parse(this.dataset.finds))
  }

  #tell(finds) {
    this.#form.dispatchEvent(new CustomEvent("finds", { detail: finds }))
  }

  #show(finds) {
    const had = this.contains(document.activeElement) ? this.#now()?.dataset.find : null
    this.#finds = finds
    for (const box of this.querySelectorAll("[data-part]")) {
      const some = finds.filter((find) => partOf(find) === box.dataset.part)
      const list = box.querySelector(".findings")
      box.hidden = !some.length
      list.classList.add("is-walked")
      list.replaceChildren(...some.map((find) => this.#same(find) ?? drawFinding(find)))
    }
    this.#count()
    const items = this.#items()
    this.#point(items.find((item) => item.dataset.find === had) ?? items[0])
    if (had) this.#focusNow()
  }

  #same(find) {
    return this.#items().find((item) => item.dataset.find === find.digest && item.dataset.says === says(find))
  }

  #pressed(event) {
    const item = event.target.closest(".finding")
    const find = item && this.#findOf(item)
    const button = event.target.closest("button")
    if (find && !button) this.#point(item)
    if (!find || !button) return
    event.preventDefault()
    if (button.name === "keep") return this.#keep(find, button)
    const words = button.name === "change" ? item.querySelector("input").value.trim() : find.replacement
    if (words) this.#replace(find, words)
  }

  #replace(find, words) {
    // The last place first: what stands before it does not move.
    const places = [...find.places].sort((one, other) => other.start - one.start)
    const done = places.filter((place) => replaceAt(this.#form.elements[place.field], place, words))
    addHidden(this.#form, "replaced", `${find.digest}:${words}`)
    this.#replaced.push(done.map((place) => place.field))
    document.getElementById("announcer").textContent = this.dataset.replaced
    this.#after(this.#finds.filter((one) => one !== find))
  }

  #keep(find, button) {
    addKept(this.#form, `${find.digest}:${button.dataset.reason}`)
    this.#after(this.#finds.map((one) => (one === find ? { ...one, kept: button.textContent } : one)))
  }

  #after(finds) {
    this.#tell(finds)
    this.#form.dispatchEvent(new Event("input", { bubbles: true }))
    this.#point(this.#items().find((item) => !item.classList.contains("is-kept")) ?? this.#now())
    this.#focusNow()
  }

  #key(event) {
    const typing = event.target.matches("input")
    const together = event.ctrlKey || event.metaKey
    const act = {
      ArrowDown: !typing && (() => this.#walk(1)),
      ArrowUp: !typing && (() => this.#walk(-1)),
      c: !typing && !together && (() => openPart(this.#now(), "change", "input")),
      k: !typing && !together && (() => openPart(this.#now(), "keep", "button")),
      z: !typing && together && (() => this.#takeBack()),
      Enter: typing && (() => event.target.parentElement.querySelector("button").click()),
    }[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  #takeBack() {
    for (const field of this.#replaced.pop() ?? []) takeBack(this.#form.elements[field])
    this.#focusNow()
  }

  #walk(step, shows = false) {
    const items = this.#items().filter((item) => !shows || !item.classList.contains("is-kept"))
    if (!items.length) return
    const here = this.#now()?.contains(document.activeElement) ? items.indexOf(this.#now()) : Math.min(0, -step)
    const next = items[(here + step + items.length) % items.length]
    this.#point(next)
    const show = new CustomEvent("show-field", { detail: this.#findOf(next).places[0].field })
    if (shows) this.#form.dispatchEvent(show)
    this.#focusNow()
  }

  #point(item) {
    for (const one of this.#items()) one.classList.toggle("is-current", one === item)
    const current = new CustomEvent("find-current", { detail: item?.dataset.find ?? "" })
    this.#form.dispatchEvent(current)
  }

  #focusNow() {
    ;(this.#now()?.querySelector("button") ?? this).focus()
  }

  #count() {
    const kept = this.#finds.filter((find) => find.kept).length
    const [done, all] = [kept + this.#replaced.length, this.#finds.length + this.#replaced.length]
    const { none, looked, one, some, done: words } = this.dataset
    const lead = [all ? looked : none, one][all - done] ?? some.replace("{count}", all - done)
    this.querySelector("[data-lead]").textContent = lead
    const progress = this.querySelector("[data-progress]")
    progress.hidden = !all
    Object.assign(progress.querySelector("progress"), { value: done, max: all || 1 })
    progress.querySelector("p").textContent = words.replace("{done}", done).replace("{all}", all)
  }

  #findOf = (item) => this.#finds.find((find) => find.digest === item.dataset.find)
  #items = () => [...this.querySelectorAll(".finding")]
  #now = () => this.querySelector(".finding.is-current")
}

customElements.define("protect-list", ProtectList)
