// A peer of `cbds attendance pupils`: the same counts of each pupil by DuckDB, as a plain group-by. Prints the seconds of the query alone:
// starting Node and loading the library are not counted against it.
//
//     node duckdb_pupils.mjs MODULE marks.csv OUTPUT.csv THREADS
import { createRequire } from "node:module";

const [module, marks, output, threads] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(import.meta.url)(module);

const codes = {
  attended: ["/", "\\", "L", "B", "K", "P", "V", "W"],
  authorised: ["C", "C1", "C2", "E", "I", "J1", "M", "R", "S", "T"],
  unauthorised: ["G", "N", "O", "U"],
  late: ["L", "U"],
};
const list = (name) => codes[name].map((code) => `'${code}'`).join(",");
const count = (name) => `count(*) FILTER (code IN (${list(name)})) AS ${name}`;

const connection = await (await DuckDBInstance.create(":memory:", { threads })).connect();
const begin = process.hrtime.bigint();
await connection.run(`COPY (
  SELECT upn, attended + authorised + unauthorised AS possible, attended, authorised, unauthorised, late FROM (
    SELECT school_urn, upn, ${["attended", "authorised", "unauthorised", "late"].map(count).join(", ")}
    FROM read_csv('${marks}', header = true, all_varchar = true, escape = '"', quote = '"') GROUP BY school_urn, upn)
  ORDER BY upn) TO '${output}' (HEADER)`);
console.log(Number(process.hrtime.bigint() - begin) / 1e9);
process.exit(0);
