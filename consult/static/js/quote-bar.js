// A small bar over words that were selected in the case: "Quote in a suggestion" (also the key q), and for those
// who may: "Remove these words".
import { mine, text } from "./texts.js"

const LONGEST = 600
const LONGEST_PHRASE = 200
const bar = Object.assign(document.createElement("div"), { className: "quote-bar", hidden: true })
const quoting = button("quote_bar", "filled", () => quote())
const striking = button("strike_bar", "outlined", () => strike())
document.body.append(bar)
bar.addEventListener("pointerdown", (event) => event.preventDefault()) // keeps the selection

function button(name, kind, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: `button ${kind} small`, textContent: text(name) })
  made.addEventListener("click", act)
  bar.append(made)
  return made
}

// Where the selected words stand, as the server counts: paragraph n of the section, from character m.
export function selected() {
  const selection = getSelection()
  if (selection.isCollapsed || !selection.rangeCount) return null
  const range = selection.getRangeAt(0)
  const paragraph = closest(range.startContainer, "p, li")
  const section = paragraph?.closest("[data-section]")
  if (!section || !document.getElementById("case").contains(section)) return null
  const [before, words] = split(paragraph, range)
  const tidy = words.replace(/\s+/g, " ").trim()
  if (!tidy || [...tidy].length > LONGEST) return null
  const start = [...(before + words.match(/^\s*/)[0]).replace(/\s+/g, " ").trimStart()].length
  const all = [...section.querySelectorAll("p, li")].filter((one) => !one.closest(".ask-title"))
  const version = document.getElementById("case").dataset.version
  return { quote: tidy, quote_section: section.dataset.section, quote_paragraph: all.indexOf(paragraph), quote_start: start, quote_version: version }
}

function closest(node, selector) {
  return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(selector)
}

// The paragraph's own text (lists inside it are paragraphs of their own), before the range and within it.
function split(paragraph, range) {
  let [before, within] = ["", ""]
  const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.parentElement.closest("p, li") !== paragraph) continue
    if (node.nodeName === "BR") {
      if (range.comparePoint(node.parentNode, [...node.parentNode.childNodes].indexOf(node)) < 0) before += " "
      else if (range.intersectsNode(node)) within += " "
    }
    if (node.nodeType !== Node.TEXT_NODE) continue
    const from = cut(range, node, "start")
    const to = cut(range, node, "end")
    before += node.data.slice(0, from)
    within += node.data.slice(from, to)
  }
  return [before, within]
}

// How much of a text node lies before an edge of the range.
function cut(range, node, edge) {
  const [container, offset] = [range[`${edge}Container`], range[`${edge}Offset`]]
  if (container === node) return offset
  const point = document.createRange()
  point.setStart(container, offset)
  return point.comparePoint(node, 0) < 0 ? node.data.length : 0
}

export function quote() {
  const found = selected()
  if (!found) return false
  document.dispatchEvent(new CustomEvent("quote", { detail: found }))
  getSelection().removeAllRanges()
  return true
}

// What somebody may remove goes by form, never in an address; the page behind it asks once more.
function strike() {
  const form = document.getElementById("act")
  const words = Object.assign(document.createElement("input"), { type: "hidden", name: "phrases", value: selected()?.quote ?? "" })
  form.append(words)
  form.action = `/cases/${mine.case}/strikes/preview`
  form.submit()
  words.remove()
}

document.addEventListener("selectionchange", () => {
  const found = selected()
  quoting.hidden = !document.getElementById("write")
  striking.hidden = !mine.viewer.some((word) => ["presenter", "facilitator"].includes(word)) || [...(found?.quote ?? "")].length > LONGEST_PHRASE
  bar.hidden = !found || (quoting.hidden && striking.hidden)
  if (bar.hidden) return
  const place = getSelection().getRangeAt(0).getBoundingClientRect()
  bar.style.setProperty("inset-block-start", `${scrollY + place.bottom + 6}px`)
  bar.style.setProperty("inset-inline-start", `${Math.max(8, Math.min(place.left, innerWidth - bar.offsetWidth - 8))}px`)
})

// Pressing a quote shows where it stands; pressing marked words shows who quoted them.
document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark.quoted")
  const link = event.target.closest("a.quote[href^='#']")
  if (!mark && !link) return
  const id = mark ? document.querySelector(`mark.quoted[data-quote="${mark.dataset.quote}"][id]`)?.id.replace("quote", "suggestion") : link.hash.slice(1)
  const target = document.getElementById(id)
  if (!target) return
  event.preventDefault()
  document.dispatchEvent(new CustomEvent("tab", { detail: mark ? "ideas" : "case" }))
  for (const old of document.querySelectorAll("mark.is-shown")) old.classList.remove("is-shown")
  if (link) for (const one of document.querySelectorAll(`mark.quoted[data-quote="${target.dataset.quote}"]`)) one.classList.add("is-shown")
  target.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" })
  if (mark) target.focus({ preventScroll: true })
})
