import { expect, it } from "vitest";

import { fakeApi, Gate, settled } from "../testing/fake";
import { Session } from "./session.svelte";

it("keeps the last of several likings, and shows it before any is kept", async () => {
	const gate = new Gate();
	const kept: number[] = [];
	const api = fakeApi({
		saveSettings: async (settings) => {
			await gate.wait();
			kept.push(settings.zoom);
			return settings;
		},
	});
	const session = new Session(api);
	const all = [session.zoom(1), session.zoom(1), session.zoom(1)];
	expect(session.settings.zoom).toBe(150);
	await settled();
	for (let left = all.length; left > 0; left -= 1) {
		await gate.letOne();
		expect(session.settings.zoom, "what is kept late changes nothing").toBe(150);
	}
	await Promise.all(all);
	expect(kept.at(-1)).toBe(150);
});

it("shows nothing to a room where no assessment is open", async () => {
	const session = new Session(fakeApi({}));
	await session.setRoom(true);
	expect(session.room).toBe(false);
});
