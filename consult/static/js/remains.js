// <what-remains>: what is left in the words, beside the button that posts. Follows the list of finds.
import { partOf } from "./finding.js"

export class WhatRemains extends HTMLElement {
  connectedCallback() {
    const form = document.getElementById(this.dataset.for)
    form.addEventListener("finds", ({ detail }) => this.#show(detail))
  }

  #show(finds) {
    this.querySelector("[data-nothing]").hidden = finds.length > 0
    for (const box of this.querySelectorAll("[data-left]")) {
      const some = finds.filter((find) => partOf(find) === box.dataset.left)
      box.hidden = !some.length
      box.querySelector("ul").replaceChildren(...some.map((find) => this.#row(find)))
    }
  }

  #row(find) {
    const row = this.querySelector("template").content.firstElementChild.cloneNode(true)
    const words = row.querySelector("[data-words]")
    words.className = find.direct ? "ident" : "indirect"
    words.textContent = find.words
    row.querySelector("[data-kept]").textContent = find.kept
    return row
  }
}

customElements.define("what-remains", WhatRemains)
