// A stand-in among the words around it: "her son Danny" becomes "her [son]", not "her son [son]".
// The same rule stands in consult/deid/joining.py; tests/joining.json is the table that both must keep.
const STAND_IN = /^\[([^[\]\n]+?)(?: \d+)?\]$/
const WORD = "[\\p{L}\\p{N}]+(?:['’-][\\p{L}\\p{N}]+)*"
const BETWEEN = "[.,:]?[ \\t\\u00a0]+(?:(?:named|called)[ \\t\\u00a0]+)?$"
const REACH = 80

function last(text, count) {
  const words = `${WORD}(?:[ \\t\\u00a0]+${WORD}){${count - 1}}`
  return new RegExp(`(?<![\\p{L}\\p{N}_'’-])(${words})${BETWEEN}`, "u").exec(text)
}

// How many characters just before a find go with it; `meant` is what the last word stands for, as "mom" for "mother".
export function saidAgain(before, standIn, meant = "") {
  const role = STAND_IN.exec(standIn.trim())?.[1].toLowerCase().split(/\s+/)
  if (!role) return 0
  const near = before.slice(-REACH)
  for (let count = role.length; count; count -= 1) {
    const found = last(near, count)
    const same = found?.[1].toLowerCase().split(/\s+/).join(" ") === role.slice(0, count).join(" ")
    if (same) return near.length - found.index
  }
  const found = meant && role.join(" ") === meant ? last(near, 1) : null
  return found ? near.length - found.index : 0
}

// One text with other words in some places of it. Tells also where everything else stands now.
export function rewrite(text, edits) {
  const done = []
  let [built, at] = ["", 0]
  for (const edit of [...edits].sort((one, other) => one.start - other.start)) {
    if (edit.start < at) continue
    const start = edit.start - saidAgain(text.slice(at, edit.start), edit.text, edit.meant)
    built += text.slice(at, start)
    done.push({ from: start, to: edit.end, start: built.length, end: built.length + edit.text.length, was: text.slice(start, edit.end), words: edit.text })
    built += edit.text
    at = edit.end
  }
  return { text: built + text.slice(at), done, move: (place) => moved(place, done) }
}

function moved(place, done) {
  const before = done.filter((one) => one.to <= place.start).at(-1)
  const by = before ? before.end - before.to : 0
  return { ...place, start: place.start + by, end: place.end + by }
}
