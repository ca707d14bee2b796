import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Api, PreviewView, ReportChoice, ReportOptionsView, Watch } from "$lib/api/port";

import { failure } from "../../testing/failure";
import { fakeApi, settled } from "../../testing/fake";
import { ReportsController } from "./controller.svelte";

const last: ReportChoice = {
	shape: "whole",
	paper: "a4",
	assessment: "round",
	languages: ["ja"],
	earlier: [],
	readings: [],
	classification: null,
	withAnswers: true,
	withWorkshop: true,
	withLogo: false,
};

interface Asked {
	choice: ReportChoice;
	language: string;
	watch: Watch;
	answer: (preview: PreviewView) => void;
	fail: (error: Error) => void;
}

/** A program whose previews end when the test says so; a stopped one fails as the real one does. */
function program(more: Partial<Api> = {}) {
	const asked: Asked[] = [];
	const api = fakeApi({
		reportOptions: () =>
			Promise.resolve({
				last,
				formats: { whole: ["pdf", "xlsx", "csv"], core: ["pdf"], since: ["pdf", "xlsx"] },
			} as Partial<ReportOptionsView> as ReportOptionsView),
		previewReport: ({ choice, language }, watch) =>
			new Promise<PreviewView>((answer, fail) => {
				watch.signal?.addEventListener("abort", () => {
					fail(failure("cancelled"));
				});
				asked.push({ choice, language, watch, answer, fail });
			}),
		...more,
	});
	return { asked, controller: new ReportsController(api, "round") };
}

const preview = (id: string, pages = 3): PreviewView => ({ id, pages, warnings: [] });

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

describe("the page of changes", () => {
	it("has its own formats, and needs an earlier round", async () => {
		const { controller } = program();
		void controller.load();
		await settled();
		expect(controller.formats).toEqual(["pdf", "xlsx", "csv"]);
		controller.choose({ shape: "since", earlier: ["before"] });
		expect(controller.formats).toEqual(["pdf", "xlsx"]);
		controller.choose({ earlier: [] });
		expect(controller.choice?.shape).toBe("whole");
		controller.choose({ shape: "core" });
		expect(controller.formats).toEqual(["pdf"]);
	});
});

describe("the preview", () => {
	it("begins with what was chosen last time", async () => {
		const { asked, controller } = program();
		void controller.load();
		await settled();
		expect(asked).toHaveLength(1);
		expect(asked[0]).toMatchObject({ choice: last, language: "ja" });
	});

	it("is made once for several choices in a row, and stops the one before", async () => {
		const { asked, controller } = program();
		void controller.load();
		await settled();
		controller.choose({ withAnswers: false });
		controller.choose({ classification: "TLP:RED" });
		await vi.runAllTimersAsync();
		expect(asked).toHaveLength(2);
		expect(asked[0]?.watch.signal?.aborted).toBe(true);
		expect(asked[1]?.choice).toMatchObject({ withAnswers: false, classification: "TLP:RED" });
		expect(controller.previewError).toBeNull();
	});

	it("stays in sight while the next one is made", async () => {
		const { asked, controller } = program();
		void controller.load();
		await settled();
		asked[0]?.answer(preview("first"));
		await settled();
		controller.choose({ withAnswers: false });
		await vi.runAllTimersAsync();
		expect(controller.previewing).toBe(true);
		expect(controller.preview?.id).toBe("first");
		asked[1]?.answer(preview("second"));
		await settled();
		expect(controller.preview?.id).toBe("second");
		expect(controller.previewing).toBe(false);
	});

	it("is not made without a language, and goes on in the one that is left", async () => {
		const { asked, controller } = program();
		void controller.load();
		await settled();
		controller.choose({ languages: [] });
		await vi.runAllTimersAsync();
		expect(controller.complete).toBe(false);
		expect(asked).toHaveLength(1);
		controller.choose({ languages: ["en"] });
		await vi.runAllTimersAsync();
		expect(asked[1]?.language).toBe("en");
	});

	it("tells that it was stopped", async () => {
		const { controller } = program();
		void controller.load();
		await settled();
		controller.stopPreview();
		await settled();
		expect(controller.previewing).toBe(false);
		expect(controller.previewError).toMatchObject({ code: "cancelled" });
	});

	it("fetches a page once, and not for a preview that has gone", async () => {
		const fetched: string[] = [];
		const { asked, controller } = program({
			previewPage: ({ preview: of, page }) => {
				fetched.push(`${of} ${page}`);
				return Promise.resolve({ page, picture: "", width: 1, height: 1, heading: "" });
			},
		});
		void controller.load();
		await settled();
		asked[0]?.answer(preview("first"));
		await settled();
		await controller.showPage(2);
		await controller.showPage(2);
		expect(fetched).toEqual(["first 2"]);
		void controller.makePreview();
		await settled();
		asked[1]?.answer(preview("second"));
		await settled();
		expect(controller.page(2)).toBeNull();
	});
});

describe("saving", () => {
	it("changes nothing when no folder is chosen", async () => {
		const { controller } = program({ saveReports: () => Promise.resolve(null) });
		void controller.load();
		await settled();
		await controller.save(["pdf"]);
		expect(controller.saved).toBeNull();
		expect(controller.saveError).toBeNull();
		expect(controller.saving).toBe("idle");
	});

	it("does not begin twice, and can be stopped", async () => {
		let begun = 0;
		const { controller } = program({
			saveReports: (_, watch) => {
				begun += 1;
				return new Promise((__, fail) => {
					watch.signal?.addEventListener("abort", () => {
						fail(failure("cancelled"));
					});
				});
			},
		});
		void controller.load();
		await settled();
		void controller.save(["pdf"]);
		void controller.save(["xlsx"]);
		expect(begun).toBe(1);
		controller.stopSaving();
		expect(controller.saving).toBe("stopping");
		await settled();
		expect(controller.saving).toBe("idle");
		expect(controller.saveError).toMatchObject({ code: "cancelled" });
	});

	it("tells why it failed and lets it be tried again", async () => {
		const full = failure("disk_full");
		const results = [
			Promise.reject(full),
			Promise.resolve({ folder: "/", files: [], warnings: [] }),
		];
		const { controller } = program({
			saveReports: () => results.shift() ?? Promise.resolve(null),
		});
		void controller.load();
		await settled();
		await controller.save(["pdf"]);
		expect(controller.saveError).toBe(full);
		await controller.save(["pdf"]);
		expect(controller.saveError).toBeNull();
		expect(controller.saved?.folder).toBe("/");
	});
});
