// What somebody typed into a form, as plain pairs: to compare, to keep, and to put back.
import { addKept } from "./changes.js"

const OURS = new Set(["csrf", "client_id", "rev", "codename", "replaced", "marked"])

export function typed(form) {
  return [...new FormData(form)].filter(([name]) => !OURS.has(name) && !name.startsWith("change-"))
}

export function fill(form, pairs) {
  const values = new Map()
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value])
  for (const input of form.querySelectorAll("input[name=kept]")) input.remove()
  for (const value of values.get("kept") ?? []) addKept(form, value)
  for (const field of form.elements) {
    if (!field.name || OURS.has(field.name) || field.name === "kept" || field.type === "submit") continue
    const given = values.get(field.name) ?? []
    if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value)
    else if (given.length) field.value = given[0]
  }
  for (const area of form.querySelectorAll("textarea")) area.dispatchEvent(new Event("input"))
}

// What was sent along is done with.
export function dropHidden(form, sent) {
  for (const input of form.querySelectorAll("input[name=replaced], input[name=marked]")) {
    if (sent.getAll(input.name).includes(input.value)) input.remove()
  }
}
