// One find after the other: which one is at hand, and the way to the next, by keys alone.

export class Walking {
  constructor(list, form, findOf) {
    Object.assign(this, { list, form, findOf })
    list.addEventListener("focusin", (event) => this.point(event.target.closest(".finding")))
    form.addEventListener("click", (event) => event.target.closest("[data-walk]") && !list.contains(event.target) && this.walk(1, true))
    document.addEventListener("keydown", (event) => {
      const dialog = document.querySelector("dialog[open]")
      if (event.key !== "F8" || event.defaultPrevented || list.hidden || !list.isConnected || (dialog && !dialog.contains(list))) return
      event.preventDefault()
      this.walk(event.shiftKey ? -1 : 1, true)
    })
  }

  get items() {
    return [...this.list.querySelectorAll(".finding")]
  }

  get now() {
    return this.list.querySelector(".finding.is-current")
  }

  walk(step, shows = false) {
    const items = this.items.filter((item) => !shows || !item.classList.contains("is-kept"))
    if (!items.length) return this.list.focus()
    const here = this.now?.contains(document.activeElement) ? items.indexOf(this.now) : Math.min(0, -step)
    const next = (shows && this.#besideCaret(step, items)) || items[(here + step + items.length) % items.length]
    const { field } = this.findOf(next).places[0] ?? {}
    if (shows && field) this.form.dispatchEvent(new CustomEvent("show-field", { detail: field }))
    this.point(next, shows)
    this.focus()
  }

  point(item, shows = false) {
    for (const one of this.items) one.classList.toggle("is-current", one === item)
    const detail = { digest: item?.dataset.find ?? "", shows }
    this.form.dispatchEvent(new CustomEvent("find-current", { detail }))
  }

  // The first that is still asked about.
  pointFirst() {
    this.point(this.items.find((item) => !item.classList.contains("is-kept")) ?? this.now)
  }

  focus() {
    ;(this.now?.querySelector("button") ?? this.list).focus()
  }

  // While writing, the next one is the next one in the text.
  #besideCaret(step, items) {
    const { name, form, selectionStart: at } = document.activeElement
    if (form !== this.form || this.list.contains(document.activeElement)) return null
    const there = items.flatMap((item) => this.findOf(item).places.map((place) => ({ item, ...place })))
    const beside = there.filter((place) => place.field === name && (step > 0 ? place.end >= at : place.start < at))
    return beside.sort((one, other) => step * (one.start - other.start))[0]?.item
  }
}
