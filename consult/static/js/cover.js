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
document.addEventListener("click", ({ target }) => {
  const pressed = target.closest("[data-do=cover]")
  if (pressed) cover()
  // A press anywhere else closes a menu.
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = !pressed && menu.contains(target)
})
