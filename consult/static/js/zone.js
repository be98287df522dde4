// <time-zone>: the zone field fills itself with this device's zone, as long as nobody wrote one.
export class TimeZone extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input")
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    if (field?.value === "UTC" && here) field.value = here
  }
}

customElements.define("time-zone", TimeZone)
