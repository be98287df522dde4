// What a list of finds says of itself: how many are left, how far it went, which layers looked, what can be undone.

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
