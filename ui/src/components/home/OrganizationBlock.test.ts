import { render, screen } from "@testing-library/svelte";
import { expect, it } from "vitest";

import type { AssessmentSummary, OrganizationView } from "$lib/api/port";
import { i18n } from "$lib/i18n/i18n.svelte";
import { Session } from "$lib/session.svelte";

import { fakeApi, settled } from "../../testing/fake";
import InWindow from "../../testing/InWindow.svelte";
import { userEvent } from "../../testing/user";
import OrganizationBlock from "./OrganizationBlock.svelte";

it("shows the newest rounds of a long history, and all when asked", async () => {
	i18n.language = "en";
	const assessments = Array.from({ length: 30 }, (_, index) => ({
		id: `${index}`,
		title: `Round ${index + 1}`,
		scope: "",
		date: "2026-01-01",
		state: "finished",
		overall: null,
		coverage: { answered: 0, applicable: 0 },
	})) as unknown as AssessmentSummary[];
	const organization = {
		id: "o",
		name: "Organization",
		sector: null,
		size: null,
		isSample: false,
		trends: [],
		weeks: { shown: false, done: [], assessment: null },
		assessments,
	} as unknown as OrganizationView;
	const controller = { canChange: false };
	const session = new Session(fakeApi({ kit: () => Promise.reject(new Error("no kit")) }));
	render(InWindow, {
		props: { session, component: OrganizationBlock as never, given: { organization, controller } },
	});
	await settled();
	expect(screen.getByText("Round 1")).toBeTruthy();
	expect(screen.queryByText("Round 30")).toBeNull();

	await userEvent.click(screen.getByRole("button", { name: "Show all 30 rounds" }));
	expect(screen.getByText("Round 30")).toBeTruthy();
	expect(screen.queryByRole("button", { name: "Show all 30 rounds" })).toBeNull();
});
