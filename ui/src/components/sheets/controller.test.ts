import { expect, it } from "vitest";

import type { CheckView, InstalledView } from "$lib/api/port";

import { fakeApi } from "../../testing/fake";
import { canInstall, SheetsController } from "./controller.svelte";

function check(name: string, change: Partial<CheckView> = {}): CheckView {
	return {
		file: name,
		name,
		kind: "reading",
		title: null,
		faults: [],
		replaces: false,
		assessment: null,
		...change,
	};
}

const fault = { place: "/id", message: { en: "wrong", ja: "誤り" }, hint: null };

it("takes in sound files of its own kinds only", () => {
	expect(canInstall(check("reading"))).toBe(true);
	expect(canInstall(check("faulty", { faults: [fault] }))).toBe(false);
	expect(canInstall(check("assessment", { kind: "assessment" }))).toBe(false);
	expect(canInstall(check("unknown", { kind: null }))).toBe(false);
});

it("offers a file until it is taken in", async () => {
	const controller = new SheetsController(
		fakeApi({
			chooseFilesToInstall: () =>
				Promise.resolve([check("one"), check("two", { faults: [fault] }), check("three")]),
			installFile: () => Promise.resolve({} as InstalledView),
		}),
	);
	await controller.choose();
	expect(controller.waiting.map(({ name }) => name)).toEqual(["one", "three"]);
	const [first] = controller.waiting;
	if (first !== undefined) await controller.install(first);
	expect(controller.waiting.map(({ name }) => name)).toEqual(["three"]);
	expect(controller.checks).toHaveLength(3);
});

it("keeps what was looked at when the dialog is closed without choosing", async () => {
	const answers = [[check("one")], null];
	const controller = new SheetsController(
		fakeApi({ chooseFilesToInstall: () => Promise.resolve(answers.shift() ?? null) }),
	);
	await controller.choose();
	await controller.choose();
	expect(controller.checks).toHaveLength(1);
});
