// Write into a field as if it were typed, so that the browser's own undo takes it back.

export function append(area, text) {
  return write(area, area.value.length, area.value.length, text)
}

export function takeBack(area) {
  return inView(area, () => document.execCommand("undo"))
}

// In one step, so that one undo takes it back. What is longer than the field allows is said when it is sent.
export function write(area, start, end, text) {
  const longest = area.getAttribute("maxlength")
  area.removeAttribute("maxlength")
  const done = inView(area, () => {
    area.setSelectionRange(start, end)
    return document.execCommand("insertText", false, text)
  })
  if (longest) area.setAttribute("maxlength", longest)
  return done
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

// Where these words stand now: at `start`, or, when they have moved since, at the ones nearest to it.
export function whereNow(text, { start, end, words }) {
  if (text.slice(start, end) === words) return start
  const before = text.lastIndexOf(words, start)
  const after = text.indexOf(words, start)
  if (before < 0 || after < 0) return Math.max(before, after)
  return start - before < after - start ? before : after
}
