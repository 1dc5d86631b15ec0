// What a small search script does in a process of its own: read the files, index them with MiniSearch as it comes, list
// ten articles. Nothing checks the files, and no sentence is quoted.
import { readdirSync, readFileSync } from 'node:fs';
import MiniSearch from 'minisearch';

const [, , folder, question] = process.argv;
const index = new MiniSearch({ fields: ['title', 'body'], storeFields: ['title'] });
for (const file of readdirSync(folder)) {
  if (!file.endsWith('.md')) continue;
  const [, header, body] = readFileSync(`${folder}/${file}`, 'utf8').split(/^---$/m);
  index.add({ id: file.slice(0, -3), title: /^title: "?(.*?)"?$/m.exec(header)?.[1] ?? '', body });
}
for (const { id, title } of index.search(question).slice(0, 10)) process.stdout.write(`${id}  ${title}\n`);
