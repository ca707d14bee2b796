/** The machine-readable advisory of the starter kit against the schema and the tests of its standard. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { csaf_2_0_strict } from "@secvisogram/csaf-validator-lib/schemaTests.js";
import * as mandatory from "@secvisogram/csaf-validator-lib/mandatoryTests.js";
import validate from "@secvisogram/csaf-validator-lib/validate.js";
import { expect, it } from "vitest";

const KIT = resolve(import.meta.dirname, "../../../frameworks/kit");

it.each(["en", "ja"])("is valid CSAF 2.0 as it stands (%s)", async (language) => {
	const text = readFileSync(`${KIT}/${language}/advisory-csaf.json`, "utf8")
		.replaceAll("{{organization}}", "Example Ltd.")
		.replaceAll("{{today}}", "2027-01-31");
	const advisory = JSON.parse(text) as object;
	const tests = [csaf_2_0_strict, ...Object.values<unknown>(mandatory)];
	expect(tests.length).toBeGreaterThan(40);
	const { tests: results } = await validate(tests, advisory);
	expect(results.filter((result) => !result.isValid)).toEqual([]);
	const { isValid } = await validate(tests, { ...advisory, document: {} });
	expect(isValid).toBe(false);
});
