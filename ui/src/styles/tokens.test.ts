import { readFileSync } from "node:fs";

import { expect, it } from "vitest";

const tokens = readFileSync("src/styles/tokens.css", "utf8");

const [light = "", dark = ""] = tokens.split(':root[data-theme="dark"] {');

/** The colours of a theme by name. */
function colors(block: string): Record<string, string> {
	const found = [...(block.split("\n}")[0] ?? "").matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)];
	return Object.fromEntries(found.map(([, name, color]) => [name ?? "", color ?? ""]));
}

const themes = {
	light: colors(light.split('[data-theme="light"] {')[1] ?? ""),
	dark: colors(dark),
};

function luminance(color: string): number {
	const parts = [1, 3, 5].map((at) => {
		const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * (parts[0] ?? 0) + 0.7152 * (parts[1] ?? 0) + 0.0722 * (parts[2] ?? 0);
}

function contrast(one = "", other = ""): number {
	const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (high + 0.05) / (low + 0.05);
}

it.each(Object.entries(themes))("reads well in the %s theme", (_, theme) => {
	for (const text of ["ink", "muted", "faint", "accent", "loss", "gain", "caution"]) {
		for (const ground of ["paper", "ground", "raised", "sunken", "hover", "accent-soft"]) {
			expect(contrast(theme[text], theme[ground]), `${text} on ${ground}`).toBeGreaterThan(4.5);
		}
	}
	expect(contrast(theme["on-accent"], theme["accent"])).toBeGreaterThan(4.5);
	expect(contrast(theme["on-loss"], theme["loss"])).toBeGreaterThan(4.5);
	expect(contrast(theme["loss"], theme["loss-soft"])).toBeGreaterThan(4.5);
	expect(contrast(theme["caution"], theme["caution-soft"])).toBeGreaterThan(4.5);
});

it.each(Object.entries(themes))("shows every number on its level in the %s theme", (_, theme) => {
	for (const level of [0, 1, 2, 3, 4, 5]) {
		const ink = level > 3.5 ? theme["on-level-high"] : theme["on-level-low"];
		expect(contrast(ink, theme[`level-${level}`]), `level ${level}`).toBeGreaterThan(4.5);
	}
});

it.each(Object.entries(themes))("shows edges and focus in the %s theme", (_, theme) => {
	const lines = Object.keys(theme).filter(
		(name) => /^(chart|area)-/.test(name) && name !== "chart-grid",
	);
	expect(lines.length).toBeGreaterThan(10);
	for (const line of ["line-strong", "focus", ...lines]) {
		expect(contrast(theme[line], theme["paper"]), line).toBeGreaterThan(3);
	}
});
