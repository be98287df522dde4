// <marked-text> around a textarea: marks what was found in a layer behind it, so that the field stays a plain field.
const HOLES = /\[[^[\]\n]{1,60}\]/g

export class MarkedText extends HTMLElement {
  #area
  #mirror
  #marks = []
  #text = ""
  #current = ""

  connectedCallback() {
    this.#area = this.querySelector("textarea")
    this.#mirror = document.createElement("div")
    this.#mirror.className = "editor-mirror"
    this.#mirror.setAttribute("aria-hidden", "true")
    this.prepend(this.#mirror)
    this.#text = this.#area.value
    this.#area.rows = 1 // the layer behind it gives the height
    this.#area.addEventListener("input", () => this.#typed())
    this.#area.form?.addEventListener("finds", (event) => this.#found(event.detail))
    this.#area.form?.addEventListener("find-current", (event) => this.#point(event.detail))
    this.#draw()
  }

  #found(finds) {
    const mine = (place) => place.field === this.#area.name
    const open = finds.filter((find) => !find.kept)
    this.#marks = open.flatMap((find) => find.places.filter(mine).map((place) => ({ ...place, find })))
    this.#text = this.#area.value
    this.#marks = this.#marks.filter(({ start, end, words }) => this.#text.slice(start, end) === words)
    this.#draw()
  }

  #point({ digest, shows }) {
    if (this.#current !== digest) {
      this.#current = digest
      this.#draw()
    }
    if (shows) this.#mirror.querySelector(".is-current")?.scrollIntoView({ block: "nearest" })
  }

  // Between two answers of the server the marks move along with the words.
  #typed() {
    const [old, now] = [this.#text, this.#area.value]
    let same = 0
    while (same < old.length && same < now.length && old[same] === now[same]) same += 1
    const grown = now.length - old.length
    this.#text = now
    this.#marks = this.#marks
      .map((mark) => (mark.end <= same ? mark : { ...mark, start: mark.start + grown, end: mark.end + grown }))
      .filter(({ start, end, words }) => start >= 0 && now.slice(start, end) === words)
    this.#draw()
  }

  #draw() {
    const pieces = document.createDocumentFragment()
    let at = 0
    for (const { start, end, kind } of this.#spans()) {
      if (start < at) continue
      const mark = document.createElement("mark")
      mark.className = kind
      mark.textContent = this.#text.slice(start, end)
      pieces.append(this.#text.slice(at, start), mark)
      at = end
    }
    pieces.append(this.#text.slice(at))
    this.#mirror.replaceChildren(pieces)
    this.#count()
  }

  #spans() {
    const holes = [...this.#text.matchAll(HOLES)].map((hole) => ({
      start: hole.index,
      end: hole.index + hole[0].length,
      kind: "hole",
    }))
    const finds = this.#marks.map(({ start, end, find }) => ({
      start,
      end,
      kind: (find.direct ? "direct" : "indirect") + (find.digest === this.#current ? " is-current" : ""),
    }))
    return [...finds, ...holes].sort((one, other) => one.start - other.start)
  }

  #count() {
    const counter = this.parentElement.querySelector("[data-words]")
    if (!counter) return
    const count = this.#text.split(/\s+/).filter(Boolean).length
    counter.textContent = (count === 1 ? counter.dataset.word : counter.dataset.words).replace("{count}", count)
  }
}

customElements.define("marked-text", MarkedText)
