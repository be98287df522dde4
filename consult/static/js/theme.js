// Light or dark at one press. Without script the same button is a form that comes back to the page.
const form = document.getElementById("theme")
const root = document.documentElement
const button = form?.querySelector("button")

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches
}

function offerTheOther() {
  button.value = isDark() ? "light" : "dark"
}

if (form) {
  offerTheOther()
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", offerTheOther)
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const chosen = new FormData(form, button)
    root.dataset.theme = button.value
    offerTheOther()
    // The choice already shows; if it is not kept, the next page simply follows the old one.
    fetch(form.action, { method: "POST", body: chosen, redirect: "manual", keepalive: true }).catch(() => {})
  })
}
