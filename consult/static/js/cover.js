// Cover: hides the words until they are wanted again; also while the page is not looked at.
const root = document.documentElement
let chosen = false

function show() {
  root.classList.toggle("is-covered", chosen || document.hidden)
}

export function cover() {
  chosen = !root.classList.contains("is-covered")
  show()
}

document.addEventListener("visibilitychange", show)
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-do=cover]")) {
    event.target.closest("details")?.removeAttribute("open")
    cover()
  }
})
