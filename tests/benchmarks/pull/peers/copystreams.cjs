// The same first pull the way a Node program does it: readline, JSON.parse, pg-copy-streams over two connections.
// Run: node copystreams.cjs URL SOCKET_DIRECTORY PORT USER DATABASE; prints the seconds from connect to commit.
const http = require('http')
const readline = require('readline')
const { Client } = require('pg')
const { from: copyFrom } = require('pg-copy-streams')

const [url, host, port, user, database] = process.argv.slice(2)
const nothing = '\\N'
const escape = text => text == null ? nothing : String(text).replace(/[\\\t\n\r]/g, c => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[c])
const list = texts => escape('{' + texts.map(t => '"' + t.replace(/["\\]/g, '\\$&') + '"').join(',') + '}')
const number = gid => gid.slice(gid.lastIndexOf('/') + 1)
const hash = '00000000-0000-0000-0000-000000000000'
const units = { GRAMS: 'g', KILOGRAMS: 'kg', POUNDS: 'lb', OUNCES: 'oz' }

function productRow(o) {
  return [number(o.id), 0, hash, escape(o.title), escape(o.handle), escape(o.descriptionHtml), escape(o.vendor),
    escape(o.productType), o.status.toLowerCase(), list(o.tags), escape(o.seo?.title ?? ''), escape(o.seo?.description ?? ''),
    list(o.options.map(x => x.name)), o.createdAt, o.updatedAt, o.variantsCount.count].join('\t') + '\n'
}

function variantRow(o) {
  const item = o.inventoryItem
  const weight = item?.measurement?.weight
  const options = [0, 1, 2].map(i => escape(o.selectedOptions[i]?.value))
  return [number(o.id), number(o.__parentId), 0, hash, item ? number(item.id) : nothing, o.position, escape(o.title),
    escape(o.sku), escape(o.barcode), o.price, o.compareAtPrice ?? nothing, item?.unitCost?.amount ?? nothing,
    o.inventoryQuantity, o.inventoryPolicy.toLowerCase(), item?.tracked ?? true, o.taxable, weight?.value ?? nothing,
    weight ? units[weight.unit] : nothing, ...options].join('\t') + '\n'
}

async function open(table) {
  const client = new Client({ host, port: Number(port), user, database })
  await client.connect()
  await client.query('BEGIN')
  return { client, stream: client.query(copyFrom(`COPY ${table} FROM STDIN`)), buffer: '' }
}

const finished = target => new Promise((resolve, reject) => {
  target.stream.on('finish', resolve).on('error', reject)
  target.stream.end(target.buffer)
})

const download = () => new Promise((resolve, reject) => {
  http.get(url, answer => answer.statusCode === 200 ? resolve(answer) : reject(new Error(`status ${answer.statusCode}`)))
    .on('error', reject)
})

async function main() {
  const begun = process.hrtime.bigint()
  const products = await open('copied_products')
  const variants = await open('copied_variants')
  for await (const line of readline.createInterface({ input: await download() })) {
    const o = JSON.parse(line)
    const target = o.__parentId ? variants : products
    target.buffer += o.__parentId ? variantRow(o) : productRow(o)
    if (target.buffer.length < 65536) continue
    const hasRoom = target.stream.write(target.buffer)
    target.buffer = ''
    if (!hasRoom) await new Promise(resolve => target.stream.once('drain', resolve))
  }
  await Promise.all([finished(products), finished(variants)])
  await Promise.all([products.client.query('COMMIT'), variants.client.query('COMMIT')])
  console.log(Number(process.hrtime.bigint() - begun) / 1e9)
  await Promise.all([products.client.end(), variants.client.end()])
}

main().catch(error => { console.error(error.message); process.exit(1) })
