// Single keys, outside of text fields, for those who want them. `?` lists them.
import { cover } from "./cover.js"
import { quote } from "./quote-bar.js"
import { next } from "./reading.js"
import { mine } from "./texts.js"

const list = document.getElementById("suggestion-list")
const GO = { h: "/", c: "/cases", p: "/plans" }
let going = -Infinity

const items = () => [...list.querySelectorAll(":scope > .suggestion:not(.is-unsent)")]
const focused = () => document.activeElement?.closest?.(".suggestion")

function step(by) {
  const all = items()
  const here = all.indexOf(focused())
  const item = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1)]
  item?.focus({ preventScroll: true })
  item?.scrollIntoView({ block: "nearest" })
}

const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => next(focused())?.focus({ preventScroll: true }),
  s: () => document.getElementById("body")?.focus(),
  q: () => quote(),
  r: () => focused()?.querySelector(".for-presenter :is(button, a)")?.focus(),
  u: () => focused()?.querySelector("[name=unread_from]")?.click(),
  g: () => (going = performance.now()),
  "\\": () => cover(),
  "?": () => document.getElementById("keys")?.showModal(),
}

document.addEventListener("keydown", (event) => {
  if (!mine.keys || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return
  const away = performance.now() - going < 1500 && GO[event.key]
  if (away) return location.assign(away)
  const act = ACTS[event.key]
  if (!act) return
  event.preventDefault()
  act()
})

document.addEventListener("click", (event) => {
  const dialog = event.target.closest("dialog")
  if (dialog && event.target.closest("[data-close]")) dialog.close()
  if (event.target.closest("[data-do=keys]")) document.getElementById("keys").showModal()
})
