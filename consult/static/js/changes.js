// What is done to the words of a form through its list of finds, one deed at a time, and undone again.
import { takeBack, whereNow, write } from "./insert.js"
import { rewrite } from "./joining.js"

export class Changes {
  #deeds = []

  constructor(form) {
    this.form = form
  }

  // How many finds were replaced and not taken back.
  get count() {
    return this.#deeds.reduce((sum, deed) => sum + deed.replaced, 0)
  }

  // `choices` are pairs of a find and other words. Tells what is left, where it stands now, and in how many places it was.
  replace(choices, finds) {
    const chosen = new Set(choices.map(([find]) => find))
    let left = finds.filter((find) => !chosen.has(find))
    const done = []
    for (const [name, edits] of this.#byField(choices)) {
      const area = this.form.elements[name]
      const before = area.value
      const made = rewrite(before, edits)
      if (!made.done.length) continue
      const [first, last] = [made.done[0], made.done.at(-1)]
      write(area, first.from, last.to, made.text.slice(first.start, last.end))
      done.push({ area, before, after: area.value, edits: made.done })
      left = left.map((find) => ({ ...find, places: find.places.map((one) => (one.field === name ? made.move(one) : one)) }))
    }
    const inputs = choices.map(([find, words]) => this.#note(find, words))
    this.#deeds.push({ done, finds, inputs, replaced: choices.length })
    return { left, places: done.reduce((sum, one) => sum + one.edits.length, 0) }
  }

  keep(find, reason, words, finds) {
    this.#deeds.push({ done: [], finds, inputs: [addKept(this.form, `${find.digest}:${reason}`)], replaced: 0 })
    return finds.map((one) => (one === find ? { ...one, kept: words } : one))
  }

  // Take the last deed back. Tells what was found before it.
  undo() {
    const deed = this.#deeds.pop()
    for (const { area, before, after, edits } of deed?.done.reverse() ?? []) {
      if (area.value === after) takeBack(area)
      if (area.value !== before) putBack(area, edits)
    }
    for (const input of deed?.inputs ?? []) input.remove()
    return deed?.finds
  }

  forget() {
    this.#deeds = []
  }

  #byField(choices) {
    const fields = new Map()
    for (const [{ places }, text] of choices) {
      for (const place of places) {
        const start = whereNow(this.form.elements[place.field].value, place)
        if (start < 0) continue
        if (!fields.has(place.field)) fields.set(place.field, [])
        fields.get(place.field).push({ start, end: start + place.words.length, text, meant: place.meant })
      }
    }
    return fields
  }

  #note(find, words) {
    if (find.byHand) return addHidden(this.form, "marked", `${find.words}\t${words}`)
    return addHidden(this.form, "replaced", `${find.digest}:${words}`)
  }
}

// Somebody has written on since: put back what still stands there.
function putBack(area, edits) {
  for (const { start, end, words, was } of [...edits].reverse()) {
    const at = whereNow(area.value, { start, end, words })
    if (at >= 0) write(area, at, at + words.length, was)
  }
}

// A find that stays, with its reason: part of the draft.
export const addKept = (form, value) => addHidden(form, "kept", value)

export const keptIn = (form, digest) => form.querySelector(`input[name=kept][value^=${JSON.stringify(`${digest}:`)}]`)

// What goes along with the next save.
export function addHidden(form, name, value) {
  const input = document.createElement("input")
  Object.assign(input, { type: "hidden", name, value })
  form.append(input)
  return input
}
