// The official client against a real server: `node official.mjs URL COOKIE CASE`. Says one line, or why not.
import { io } from "socket.io-client"

const [url, cookie, id] = process.argv.slice(2)
const headers = { Cookie: cookie, Origin: url }
const open = () => io(url, { transports: ["websocket"], extraHeaders: headers, forceNew: true, reconnectionDelay: 50 })
const once = (socket, name) => new Promise((heard) => socket.once(name, heard))
const say = (socket, name, data) => socket.timeout(10_000).emitWithAck(name, { case: id, ...data })
const check = (good, what) => {
  if (!good) throw new Error(what)
}

const one = open()
const other = open()
await Promise.all([once(one, "connect"), once(other, "connect")])
for (const socket of [one, other]) check((await say(socket, "case:join", { since: 0 })).ok, "join")

// What one says, both hear, in order; every call is answered.
const heard = []
other.on("news", (news) => heard.push(news.seq))
const posts = Array.from({ length: 20 }, (_, number) => ({ body: `Idea ${number}, naïve – ☕`, client_id: crypto.randomUUID() }))
const acks = await Promise.all(posts.map((post) => say(one, "suggestion:post", post)))
check(acks.every((ack) => ack.ok), "posts")
while (heard.length < 20) await once(other, "news")
check(heard.every((seq, place) => seq === heard[0] + place), "order")

// Binary ends the connection, and the client comes back by itself.
const back = once(one, "connect")
one.emit("nonsense", new Uint8Array(10))
check((await once(one, "disconnect")) === "transport close", "binary")
await back
check((await say(one, "case:join", { since: heard[19] - 2 })).items.length >= 2, "catching up")

// A message that is too long, too.
const again = once(one, "connect")
one.emit("nonsense", { body: "x".repeat(70_000) })
check((await once(one, "disconnect")) === "transport close", "too long")
await again

// The engine's own heartbeat, asked for by hand: it is answered, and the line stays.
one.io.engine.transport.send([{ type: "pong" }])
check((await say(one, "case:sync", { since: heard[19] })).ok, "heartbeat")

one.disconnect()
other.disconnect()
console.log("all is well")
