import { render, screen } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { i18n } from "$lib/i18n/i18n.svelte";

import { fakeApi, settled } from "../../testing/fake";
import { userEvent } from "../../testing/user";
import Within from "../../testing/Within.svelte";
import About from "./About.svelte";
import { WorkspaceController } from "./controller.svelte";

it("asks for the long text of notices when somebody wants to read it, and once", async () => {
	i18n.language = "en";
	let asked = 0;
	const controller = new WorkspaceController(
		fakeApi({
			notices: () => {
				asked += 1;
				return Promise.resolve("by somebody");
			},
		}),
	);
	controller.about.take({ version: "1", dataFolder: "", license: "", contentLicense: "" });
	render(Within, { props: { component: About as never, given: { controller } } });
	await settled();
	expect(asked).toBe(0);

	const heading = screen.getByRole("button", { name: i18n.t.workspace.about.notices });
	await userEvent.click(heading);
	await settled();
	expect(screen.getByText("by somebody")).toBeTruthy();
	await userEvent.click(heading);
	await userEvent.click(heading);
	await settled();
	expect(asked).toBe(1);
});
