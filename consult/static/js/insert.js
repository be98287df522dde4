// Write into a field as if it were typed, so that the browser's own undo takes it back.

// Put other words in place of those at `start`; when they have moved since, of the same ones nearest to it.
export function replaceAt(area, { start, end, words }, text) {
  const at = area.value.slice(start, end) === words ? start : nearest(area.value, words, start)
  return at >= 0 && write(area, at, at + words.length, text)
}

export function append(area, text) {
  return write(area, area.value.length, area.value.length, text)
}

export function takeBack(area) {
  return inView(area, () => document.execCommand("undo"))
}

function write(area, start, end, text) {
  return inView(area, () => {
    area.setSelectionRange(start, end)
    return document.execCommand("insertText", false, text)
  })
}

// A field must be in view to be written into: open what lies around it, and close its section again.
function inView(area, act) {
  const section = area.closest(".composer-section")
  const wasOpen = section?.classList.contains("is-open")
  for (let box = area.closest("details"); box; box = box.parentElement.closest("details")) box.open = true
  section?.classList.add("is-open")
  area.focus({ preventScroll: true })
  const result = act()
  if (section && !wasOpen) section.classList.remove("is-open")
  return result
}

function nearest(text, words, start) {
  const before = text.lastIndexOf(words, start)
  const after = text.indexOf(words, start)
  if (before < 0 || after < 0) return Math.max(before, after)
  return start - before < after - start ? before : after
}
