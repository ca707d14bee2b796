/** What holds of every component, read from its source. */
import { readdirSync, readFileSync } from "node:fs";

import { parse, type AST } from "svelte/compiler";
import { expect, it } from "vitest";

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
	.filter((name) => /\.(?:svelte|css)$/.test(name))
	.map((name) => ({ name, text: readFileSync(`src/${name}`, "utf8") }));

/** Every element of a template, whatever it stands in. */
function elements(node: unknown): AST.RegularElement[] {
	if (Array.isArray(node)) return node.flatMap(elements);
	if (typeof node !== "object" || node === null) return [];
	const inside = Object.values(node).flatMap(elements);
	const { type } = node as { type?: unknown };
	return type === "RegularElement" ? [node as AST.RegularElement, ...inside] : inside;
}

it("shows no tooltip but its own", () => {
	const native = files
		.filter(({ name }) => name.endsWith(".svelte"))
		.flatMap(({ name, text }) =>
			elements(parse(text, { modern: true }).fragment)
				.filter((element) =>
					element.attributes.some((one) => one.type === "Attribute" && one.name === "title"),
				)
				.map((element) => `${name}: <${element.name}>`),
		);
	expect(native).toEqual([]);
});

it("writes nothing smaller than 12 pixels", () => {
	const sizes = files.flatMap(({ name, text }) =>
		[...text.matchAll(/(?:font-size|--text-\d+): ([\d.]+)(px|rem|em)/g)].map(
			([, number = "", unit = ""]) => ({
				name,
				unit,
				pixels: Number(number) * (unit === "px" ? 1 : 16),
			}),
		),
	);
	expect(sizes.length).toBeGreaterThan(5);
	expect(sizes.filter(({ pixels, unit }) => pixels < (unit === "em" ? 16 : 12))).toEqual([]);
});
