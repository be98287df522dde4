// Puts what the server drew into the page. The only place that makes HTML out of text.
// It never scrolls, never takes the focus, and waits while somebody selects words in the case.
import { localise } from "./times.js"

const ours = globalThis.trustedTypes?.createPolicy("consult", { createHTML: (html) => html })
const anchors = CSS.supports("overflow-anchor", "auto")
const listeners = []
let waiting = null

export function fragment(html) {
  const box = document.createElement("template")
  box.innerHTML = ours ? ours.createHTML(html) : html
  return box.content
}

// Call `listener(element)` for everything that comes in, before it shows; and for what is there already.
export function decorate(selector, listener) {
  listeners.push({ selector, listener })
  for (const element of document.querySelectorAll(selector)) listener(element, false)
}

// Replace the part with this id, or add it to its list.
export function put(item) {
  if (item.id === "case" && waiting) waiting = null
  if (item.id === "case" && selecting() && !item.atOnce) {
    waiting = item
    return null
  }
  const next = fragment(item.html).firstElementChild
  if (!next) return null
  const old = document.getElementById(item.id)
  localise(next)
  for (const { selector, listener } of listeners) if (next.matches(selector)) listener(next, !old)
  if (old) swap(old, next)
  else if (item.into) insert(document.getElementById(item.into), next)
  return next
}

function swap(old, next) {
  const had = old.contains(document.activeElement) ? document.activeElement : null
  const open = [...old.querySelectorAll("details[open]")].map((details) => indexOf(old, details))
  const box = old.closest("#suggestions-scroll") ?? document.scrollingElement
  const above = old.getBoundingClientRect().bottom < box.getBoundingClientRect().top
  const height = old.offsetHeight
  old.replaceWith(next)
  for (const index of open) next.querySelectorAll("details")[index]?.setAttribute("open", "")
  if (above && !anchors) box.scrollTop += next.offsetHeight - height
  if (had) (same(next, had) ?? next).focus({ preventScroll: true })
}

function indexOf(root, details) {
  return [...root.querySelectorAll("details")].indexOf(details)
}

function same(next, had) {
  const key = ["formAction", "href", "value", "className"]
  return [...next.querySelectorAll(had.tagName)].find((one) => key.every((name) => one[name] === had[name]))
}

function insert(list, next) {
  if (!list) return
  const seq = Number(next.dataset.seq)
  const later = [...list.querySelectorAll(":scope > [data-seq]")].find((one) => Number(one.dataset.seq) > seq)
  const pending = list.querySelector(":scope > .is-unsent")
  list.insertBefore(next, later ?? pending)
}

function selecting() {
  const selection = getSelection()
  return !selection.isCollapsed && document.getElementById("case")?.contains(selection.anchorNode)
}

document.addEventListener("selectionchange", () => {
  if (!waiting || selecting()) return
  const item = waiting
  waiting = null
  put(item)
})
