// The list beside the text: its finds, drawn from its own <template>, and what it says of itself.

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
  for (const input of item.querySelectorAll("input")) {
    input.id += find.digest
    input.removeAttribute("name") // script reads it
    input.parentElement.querySelector("label").htmlFor = input.id
  }
  item.querySelector("input").value = find.replacement
  for (const part of item.querySelectorAll("details")) part.name += find.digest
  for (const button of item.querySelectorAll("button")) button.type = "button"
  return item
}

// Items that are there already do not move, so that the focus stays in them.
export function fillList(list, items) {
  for (const old of [...list.children]) if (!items.includes(old)) old.remove()
  items.forEach((item, at) => item !== list.children[at] && list.insertBefore(item, list.children[at] ?? null))
}

// What was kept is no longer asked about.
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

// How far it went, which layers looked, what can be undone.
export class Progress {
  constructor(list) {
    this.list = list
    this.words = list.dataset
    this.isQuiet = "quiet" in list.dataset
  }

  show(finds, replaced) {
    const kept = finds.filter((find) => find.kept).length
    const [done, all] = [kept + replaced, finds.length + replaced]
    const { none, looked, one, some, done: words } = this.words
    const lead = [all ? looked : none, one][all - done] ?? some.replace("{count}", all - done)
    this.#part("lead").textContent = lead
    this.list.classList.toggle("is-done", all === done)
    this.#part("all").hidden = finds.length - kept < 2
    if (this.isQuiet) this.list.hidden = !finds.length && this.#part("strip").hidden
    const walk = this.#part("walk")
    if (walk) walk.hidden = finds.length === kept
    const progress = this.#part("progress")
    if (!progress) return
    progress.hidden = !all
    Object.assign(progress.querySelector("progress"), { value: done, max: all || 1 })
    progress.querySelector("p").textContent = words.replace("{done}", done).replace("{all}", all)
  }

  // In place of what changed: what was done, and a button that takes it back.
  strip(what, count = 0) {
    const strip = this.#part("strip")
    const words = what && (this.words[count === 1 ? `${what}One` : `${what}Many`] ?? this.words[what]).replace("{count}", count)
    strip.hidden = !what || what === "undone"
    strip.querySelector("span").textContent = words
    if (words) document.getElementById("announcer").textContent = words
  }

  layers(layers) {
    this.#part("layers").textContent = layers.includes(2) ? this.words.both : this.words.rules
  }

  #part = (name) => this.list.querySelector(`[data-${name}]`)
}
