import { render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it } from "vitest";

import { i18n } from "$lib/i18n/i18n.svelte";
import { saving } from "$lib/saving.svelte";
import { Session } from "$lib/session.svelte";

import { fakeApi } from "../../testing/fake";
import { failure } from "../../testing/failure";
import InWindow from "../../testing/InWindow.svelte";
import { userEvent } from "../../testing/user";
import Leaving from "./Leaving.svelte";

beforeEach(() => {
	i18n.language = "en";
	saving.restart();
});

/** A window that is about to be closed, and what the program was told. */
function open() {
	const told: string[] = [];
	let close: () => void = () => undefined;
	const tell = (what: string) => () => {
		told.push(what);
		return Promise.resolve(null);
	};
	const api = fakeApi({
		keepWindow: tell("keep"),
		closeWindow: tell("close"),
		onCloseAsked: (handler) => {
			close = handler;
			return Promise.resolve(() => undefined);
		},
	});
	render(InWindow, { props: { session: new Session(api), component: Leaving, given: {} } });
	return { told, close: () => close() };
}

it("saves what is under way before it closes", async () => {
	const { told, close } = open();
	let save: () => void = () => undefined;
	const change = () => new Promise<void>((resolve) => (save = resolve));
	const saved = saving.save("note", change, () => Promise.resolve());
	close();
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(told).toEqual(["keep"]);
	save();
	await saved;
	await expect.poll(() => told).toEqual(["keep", "close"]);
});

it("tells what could not be saved, and closes once it is", async () => {
	const { told, close } = open();
	let full = true;
	const change = () => (full ? Promise.reject(failure("disk_full")) : Promise.resolve());
	const save = async (): Promise<void> => saving.save("note", change, save);
	await expect(save()).rejects.toThrow();
	close();
	await screen.findByRole("dialog", { name: "1 change is not saved" });
	await userEvent.click(screen.getByRole("button", { name: "Save again and close" }));
	expect(told).toEqual(["keep"]);
	full = false;
	await userEvent.click(screen.getByRole("button", { name: "Save again and close" }));
	await expect.poll(() => told).toEqual(["keep", "close"]);
});
