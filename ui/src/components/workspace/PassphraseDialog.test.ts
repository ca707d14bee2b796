import { render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it } from "vitest";

import { i18n } from "$lib/i18n/i18n.svelte";
import { Session } from "$lib/session.svelte";

import { failure } from "../../testing/failure";
import { fakeApi, settled } from "../../testing/fake";
import { userEvent } from "../../testing/user";
import InWindow from "../../testing/InWindow.svelte";
import PassphraseDialog from "./PassphraseDialog.svelte";

beforeEach(() => {
	i18n.language = "en";
});

async function open(kind: "set" | "change" | "remove", answers: Error[] = []) {
	const sent: string[] = [];
	let closed = 0;
	render(InWindow, {
		props: {
			session: new Session(fakeApi({})),
			component: PassphraseDialog,
			given: {
				kind,
				onconfirm: (current: string, fresh: string) => {
					sent.push(`${current}>${fresh}`);
					const failed = answers.shift();
					return failed === undefined ? Promise.resolve() : Promise.reject(failed);
				},
				onclose: () => {
					closed += 1;
				},
			},
		},
	});
	await settled();
	return { sent, closed: () => closed };
}

const type = (label: string, text: string) =>
	userEvent.type(screen.getByLabelText<HTMLInputElement>(label), text);

it("protects only with a passphrase that is long enough and typed twice alike", async () => {
	const { sent } = await open("set");
	await type("Passphrase", "short");
	await type("Passphrase again", "other");
	await userEvent.click(screen.getByRole("button", { name: "Protect workspace" }));
	expect(screen.getAllByRole("alert")).toHaveLength(2);
	expect(sent).toEqual([]);
	await type("Passphrase", "long enough words");
	await type("Passphrase again", "long enough words");
	await userEvent.click(screen.getByRole("button", { name: "Protect workspace" }));
	expect(sent).toEqual([">long enough words"]);
});

it("says that the present passphrase is wrong where it was typed, and stays open", async () => {
	const wrong = failure("wrong_passphrase");
	const { sent, closed } = await open("remove", [wrong]);
	await type("Current passphrase", "wrong one");
	await userEvent.click(screen.getByRole("button", { name: "Remove protection" }));
	expect(screen.getByRole("alert").textContent).toBe("This is not the current passphrase");
	expect(closed()).toBe(0);
	await type("Current passphrase", "right one");
	await userEvent.click(screen.getByRole("button", { name: "Remove protection" }));
	expect(sent).toEqual(["wrong one>", "right one>"]);
	expect(closed()).toBe(1);
});

it("does not show what is typed until asked to", async () => {
	await open("change");
	const field = screen.getByLabelText<HTMLInputElement>("New passphrase");
	expect(field.type).toBe("password");
	const [show] = screen.getAllByRole("button", { name: "Show passphrase" });
	if (show !== undefined) await userEvent.click(show);
	expect(field.type).toBe("text");
});
