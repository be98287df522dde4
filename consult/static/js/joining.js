// A stand-in among the words around it: "her son Danny" becomes "her [son]", not "her son [son]".
// The same rule stands in consult/deid/joining.py; tests/joining.json is the table that both must keep.
const STAND_IN = /^\[([^[\]\n]+?)(?: \d+)?\]$/
const WORD = "[\\p{L}\\p{N}]+(?:['’-][\\p{L}\\p{N}]+)*"
const BETWEEN = "[.,:]?[ \\t\\u00a0]+(?:(?:named|called)[ \\t\\u00a0]+)?$"
const TITLE = /(?<![\p{L}\p{N}_'’-])(?:mr|mrs|ms|miss|mx|sr|sra)\.?[ \t\u00a0]+$/iu
const REACH = 80

function last(text, count) {
  const words = `${WORD}(?:[ \\t\\u00a0]+${WORD}){${count - 1}}`
  return new RegExp(`(?<![\\p{L}\\p{N}_'’-])(${words})${BETWEEN}`, "u").exec(text)
}

// How many characters just before a find go with it, a "Mr." too; `meant` is what the last word stands for, as "mom" for "mother".
function saidAgain(before, standIn, meant = "") {
  const role = STAND_IN.exec(standIn.trim())?.[1].toLowerCase().split(/\s+/)
  if (!role) return 0
  const whole = before.slice(-REACH)
  const near = whole.replace(TITLE, "")
  for (let count = role.length; count; count -= 1) {
    const found = last(near, count)
    const same = found?.[1].toLowerCase().split(/\s+/).join(" ") === role.slice(0, count).join(" ")
    if (same) return whole.length - found.index
  }
  const found = meant && role.join(" ") === meant ? last(near, 1) : null
  return whole.length - (found ? found.index : near.length)
}

// How many characters more are replaced, before a find and behind it; fewer than none behind "Rosa's".
function stretch(before, found, after, standIn, meant) {
  if (!STAND_IN.test(standIn.trim())) return [0, 0]
  const again = saidAgain(before, standIn, meant)
  if (/['’]s$/i.test(found)) return [again, -2]
  const aside = again && before.slice(-again).trimEnd().endsWith(",") && after.startsWith(",")
  return [again, aside ? 1 : 0]
}

// One text with other words in some places of it. Tells also where everything else stands now.
export function rewrite(text, edits) {
  const done = []
  let [built, at] = ["", 0]
  for (const edit of [...edits].sort((one, other) => one.start - other.start)) {
    if (edit.start < at) continue
    const [ahead, behind] = stretch(text.slice(at, edit.start), text.slice(edit.start, edit.end), text.slice(edit.end), edit.text, edit.meant)
    const [from, to] = [edit.start - ahead, edit.end + behind]
    built += text.slice(at, from)
    done.push({ from, to, start: built.length, end: built.length + edit.text.length, was: text.slice(from, to), words: edit.text })
    built += edit.text
    at = to
  }
  return { text: built + text.slice(at), done, move: (place) => moved(place, done) }
}

function moved(place, done) {
  const before = done.filter((one) => one.to <= place.start).at(-1)
  const by = before ? before.end - before.to : 0
  return { ...place, start: place.start + by, end: place.end + by }
}
