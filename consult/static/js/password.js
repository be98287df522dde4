// <new-password>: says under the field how many characters are still to go. Whether the words are good ones is
// said by the server, which knows what others would guess.
export class NewPassword extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input")
    const words = this.querySelector(".strength")
    const { least, short, long } = this.dataset
    field.addEventListener("input", () => {
      const left = least - [...field.value.normalize("NFKC").trim()].length
      words.hidden = !field.value
      words.textContent = left > 0 ? `${short} ${left}` : long
      words.dataset.tone = left > 0 ? "warn" : "good"
    })
  }
}

customElements.define("new-password", NewPassword)
