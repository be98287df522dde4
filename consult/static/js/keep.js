// Words that are not sent yet, kept in this browser: encrypted with a key that the server gives to its owner only.
// They survive a reload and the end of a sign-in, and go at sign-out. Where the browser cannot, nothing is kept.
import { mine } from "./texts.js"

let key = null
let database = null

function open() {
  database ??= new Promise((done, failed) => {
    const asked = indexedDB.open("consult", 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept")
    asked.onsuccess = () => done(letGo(asked.result))
    asked.onerror = () => failed(asked.error)
  })
  return database
}

// Signing out elsewhere takes everything away: no open page may stand in the way of that, or keep its key.
function letGo(opened) {
  opened.onversionchange = () => {
    opened.close()
    keep.isCleared = true
    database = key = null
  }
  return opened
}

function secret() {
  key ??= fetch("/me/key", { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then(({ key: words }) => Uint8Array.from(atob(words.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0)))
    .then((bytes) => crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]))
  key.catch(() => (key = null))
  return key
}

async function store(mode, act) {
  const table = (await open()).transaction("kept", mode).objectStore("kept")
  return new Promise((done, failed) => {
    const asked = act(table)
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => failed(asked.error)
  })
}

// The browser may forbid all of this (private windows, http beyond this computer): then nothing is kept.
function quietly(act) {
  return !keep.isCleared && globalThis.indexedDB && globalThis.crypto?.subtle ? act().catch(() => null) : Promise.resolve(null)
}

const name = (id) => `${mine.me} ${id}`

async function decrypt({ iv, data }) {
  const words = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await secret(), data)
  return JSON.parse(new TextDecoder().decode(words))
}

export const keep = {
  isCleared: false, // signed out elsewhere: from then on this page keeps nothing
  // Fetch the key while there is a connection and a sign-in: when words must be kept, there may be neither.
  ready: () => quietly(secret),
  put: (id, value) =>
    quietly(async () => {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const words = new TextEncoder().encode(JSON.stringify(value))
      const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await secret(), words)
      await store("readwrite", (table) => table.put({ iv, data }, name(id)))
    }),
  get: (id) =>
    quietly(async () => {
      const found = await store("readonly", (table) => table.get(name(id)))
      return found ? decrypt(found) : null
    }),
  drop: (id) => quietly(() => store("readwrite", (table) => table.delete(name(id)))),
  // Everything of this person whose id begins so, as [id, value] pairs.
  all: (start) =>
    quietly(async () => {
      const range = IDBKeyRange.bound(name(start), `${name(start)}\uffff`)
      const [ids, found] = await Promise.all([
        store("readonly", (table) => table.getAllKeys(range)),
        store("readonly", (table) => table.getAll(range)),
      ])
      return Promise.all(ids.map(async (id, index) => [id.slice(mine.me.length + 1), await decrypt(found[index])]))
    }),
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID()
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
