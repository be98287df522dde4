// <copy-line>: a field with something to hand on gets a button that copies it.
export class CopyLine extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input")
    if (!field || !navigator.clipboard || this.querySelector("button")) return
    const button = document.createElement("button")
    Object.assign(button, { type: "button", className: "button outlined", textContent: this.dataset.copy })
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value)
      field.select()
      button.textContent = this.dataset.copied
    })
    this.append(button)
  }
}

customElements.define("copy-line", CopyLine)
