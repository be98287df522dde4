// Words that somebody marks themselves. The server finds them from then on; until it answers, they stand in the list.
import { addHidden } from "./changes.js"
import { fieldsOf } from "./looking.js"

const MOST_WORDS = 4 // in a row, that the check can look for; more are replaced here
const WORD = /[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu

export class ByHand {
  #marked = new Map()

  constructor(form, { why, replacement }) {
    this.form = form
    this.told = { why, replacement }
  }

  mark(words) {
    this.#marked.set(words.toLowerCase(), words)
    if ((words.match(WORD) ?? []).length <= MOST_WORDS) addHidden(this.form, "marked", words)
  }

  unmark = (words) => this.#marked.delete(words.toLowerCase())

  // The finds, and what was marked and still stands somewhere unfound.
  with(finds) {
    const known = new Set(finds.map((find) => find.words.toLowerCase()))
    const mine = [...this.#marked.values()].filter((words) => !known.has(words.toLowerCase())).map((words) => this.#find(words))
    return [...finds, ...mine.filter((find) => find.places.length)]
  }

  #find(words) {
    const places = fieldsOf(this.form).flatMap((field) => [...placesIn(field, words)])
    return { digest: `hand-${words.length}-${words.toLowerCase()}`, words, ...this.told, direct: true, kept: "", byHand: true, places }
  }
}

function* placesIn({ name, value }, words) {
  const there = new RegExp(`(?<![\\p{L}\\p{N}])${words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "giu")
  for (const found of value.matchAll(there)) yield { field: name, words: found[0], start: found.index, end: found.index + found[0].length }
}
