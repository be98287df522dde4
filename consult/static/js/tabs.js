// Case, Ideas, Plan: one at a time on a phone. Without script they are links down the page.
const page = document.querySelector(".page[data-tab]")
const tabs = document.querySelectorAll(".page-tabs [data-tab]")

export function show(name) {
  page.dataset.tab = name
  for (const tab of tabs) {
    if (tab.dataset.tab === name) tab.setAttribute("aria-current", "true")
    else tab.removeAttribute("aria-current")
  }
}

for (const tab of tabs) {
  tab.addEventListener("click", (event) => {
    event.preventDefault()
    show(tab.dataset.tab)
    scrollTo(0, 0)
  })
}
document.addEventListener("tab", ({ detail }) => show(detail))

function follow() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!target) return
  show(target.closest("#suggestions") ? "ideas" : target.closest("#plan") ? "plan" : "case")
  if (target.classList.contains("suggestion")) target.focus({ preventScroll: true })
  target.scrollIntoView({ block: target.id === "suggestions" ? "start" : "center" })
}

addEventListener("hashchange", follow)
follow()
