// One find in the list beside the text, drawn from the list's own <template>.

export function drawFinding(template, find) {
  const item = template.content.firstElementChild.cloneNode(true)
  const part = (name) => item.querySelector(`[data-${name}]`)
  item.dataset.find = find.digest
  item.dataset.says = says(find)
  item.removeAttribute("id")
  item.classList.toggle("is-kept", Boolean(find.kept))
  part("words").textContent = find.words
  part("words").className = find.direct ? "ident" : "indirect"
  part("replacement").textContent = find.replacement
  part("why").textContent = find.why
  part("kept").hidden = !find.kept
  part("kept").querySelector("span").textContent = find.kept
  const input = item.querySelector("input")
  input.value = find.replacement
  input.id = `change-${find.digest}`
  input.removeAttribute("name") // of no use to the form while script reads it
  item.querySelector("label").htmlFor = input.id
  for (const button of item.querySelectorAll("button")) button.type = "button"
  return item
}

// Put these items into a list. Those that are there already do not move, so that the focus stays in them.
export function fillList(list, items) {
  for (const old of [...list.children]) if (!items.includes(old)) old.remove()
  items.forEach((item, at) => item !== list.children[at] && list.insertBefore(item, list.children[at] ?? null))
}

// In which part of the list it stands: what was kept is no longer asked about.
export function partOf(find) {
  if (find.kept) return "kept"
  return find.direct ? "direct" : "indirect"
}

// What an item says: one that still says the same stays, with what is open or half typed in it.
export function says(find) {
  return JSON.stringify([find.why, find.kept, find.replacement])
}

export function openPart(item, name, first) {
  const part = item?.querySelector(`[data-do=${name}]`)
  if (!part) return
  part.open = true
  part.querySelector(`.finding-form ${first}`).focus()
}
