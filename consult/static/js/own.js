// What is this viewer's own, put over the parts that everybody gets: mine, nods and counts, whose turn it is.
import { decorate } from "./place.js"
import { count, mine, text } from "./texts.js"

const page = document.querySelector("[data-viewer]")

// Take what the server says is ours now, and show it everywhere.
export function own(told) {
  Object.assign(mine, told)
  for (const item of document.querySelectorAll("#suggestion-list > .suggestion")) wear(item)
  document.dispatchEvent(new CustomEvent("own"))
}

function wear(item) {
  const id = item.id.replace("suggestion-", "")
  item.classList.toggle("is-mine", item.dataset.author === mine.me)
  const nod = item.querySelector(".support")
  if (nod) wearNod(nod, item, id)
  // Who stands in for the presenter answers a watch-out like the presenter would.
  if (mine.standing_in?.includes(id)) item.dataset.viewer = "presenter"
  else delete item.dataset.viewer
}

function wearNod(nod, item, id) {
  const pressed = mine.supported?.includes(id) ?? false
  const nods = mine.counts?.[id] ?? 0
  const words = item.dataset.kind === "question" ? "same_question" : "helpful"
  nod.setAttribute("aria-pressed", String(pressed))
  nod.value = pressed ? "no" : "yes"
  nod.querySelector("span").textContent = nods ? count(`${words}_count`, nods) : text(words)
}

export const isPresenter = () => page.dataset.viewer.split(" ").includes("presenter")

decorate("#suggestion-list > .suggestion, li.suggestion", (item) => wear(item))
