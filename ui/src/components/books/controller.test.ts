import { beforeEach, describe, expect, it } from "vitest";

import { AssessmentController } from "$lib/assessment.svelte";
import type {
	Api,
	BooksReview,
	ChangeView,
	ImportBooks,
	IntakeKind,
	ReviewedEntry,
	ServiceReview,
} from "$lib/api/port";
import { saving } from "$lib/saving.svelte";

import { failure } from "../../testing/failure";
import { assessmentView, fakeApi, settled, sheet } from "../../testing/fake";
import { BooksController, holders } from "./controller.svelte";

const entry = (level: number | null): ReviewedEntry => ({
	answer: level === null ? null : { kind: "level", level },
	target: null,
	note: "",
	evidence: [],
	owner: "",
});

/** A service with an offer for each of the levels, the first by book 0, and so on. */
function service(id: string, kind: IntakeKind, levels: number[]): ServiceReview {
	return {
		service: id,
		kind,
		changedSince: false,
		present: entry(kind === "new" ? null : 0),
		offers: levels.map((level, book) => ({
			books: [book],
			respondents: [`Person ${book}`],
			entry: entry(level),
		})),
	};
}

function review(services: ServiceReview[], id = "review"): BooksReview {
	const book = (number: number) => ({
		name: `book-${number}.xlsx`,
		respondent: number === 2 ? null : `Person ${number}`,
		refused: null,
		missing: [],
		services: 1,
	});
	return {
		id,
		assessment: "assessment",
		books: [0, 1, 2].map(book),
		services,
		unchanged: 0,
		remarks: false,
		faults: [],
		remarked: [],
		offersRemarks: false,
	};
}

const all = () =>
	review([
		service("A.1", "contradiction", [1, 2]),
		service("A.2", "differs", [3]),
		service("B.1", "new", [2]),
		service("B.2", "contradiction", [3, 1]),
	]);

function controllerOf(commands: Partial<Api>): BooksController {
	const api = fakeApi(commands);
	const assessment = new AssessmentController(api, sheet, assessmentView());
	return new BooksController(api, assessment);
}

async function reviewing(commands: Partial<Api> = {}): Promise<BooksController> {
	const controller = controllerOf({ readBooks: () => Promise.resolve(all()), ...commands });
	await controller.read();
	return controller;
}

beforeEach(() => {
	saving.restart();
});

describe("reading books", () => {
	it("changes nothing when no book is chosen", async () => {
		const controller = await reviewing();
		const other = controllerOf({ readBooks: () => Promise.resolve(null) });
		await other.read();
		expect(other.review).toBeNull();
		expect(other.error).toBeNull();
		expect(controller.review?.services).toHaveLength(4);
	});

	it("can be stopped, and says nothing of it", async () => {
		const controller = controllerOf({
			readBooks: (_, watch) =>
				new Promise((__, fail) => {
					watch.signal?.addEventListener("abort", () => {
						fail(failure("cancelled"));
					});
				}),
		});
		void controller.read();
		await settled();
		expect(controller.working).toBe("reading");
		controller.stop();
		await settled();
		expect(controller.working).toBeNull();
		expect(controller.error).toBeNull();
	});

	it("forgets what was chosen from other books", async () => {
		const controller = await reviewing();
		controller.choose("A.1", 1);
		await controller.read();
		expect(controller.undecided).toBe(2);
	});
});

describe("choosing", () => {
	it("takes what books agree on and leaves what they do not to the person", async () => {
		const controller = await reviewing();
		expect(controller.taken).toEqual([
			{ service: "A.2", offer: 0 },
			{ service: "B.1", offer: 0 },
		]);
		expect(controller.undecided).toBe(2);
		expect(controller.kept).toBe(0);
	});

	it("keeps a service as it is where the person says so", async () => {
		const controller = await reviewing();
		controller.choose("A.1", "keep");
		controller.chooseAll("new", "keep");
		expect(controller.taken.map((one) => one.service)).toEqual(["A.2"]);
		expect(controller.undecided).toBe(1);
		expect(controller.kept).toBe(2);
	});

	it("decides every contradiction as one book says", async () => {
		const controller = await reviewing();
		controller.chooseBook(1);
		expect(controller.taken).toContainEqual({ service: "A.1", offer: 1 });
		expect(controller.taken).toContainEqual({ service: "B.2", offer: 1 });
		expect(controller.undecided).toBe(0);
		controller.chooseBook(2);
		expect(controller.undecided).toBe(0);
	});

	it("adds what stands beside the answers only when asked to", async () => {
		const asked: (boolean | null)[] = [];
		const controller = await reviewing({
			reviewBooks: ({ remarks }) => {
				asked.push(remarks);
				return Promise.resolve(all());
			},
		});
		await controller.look();
		await controller.addRemarks(true);
		expect(asked).toEqual([null, true]);
	});

	it("keeps decisions that still rest on the same when the books are looked at again", async () => {
		const fresh = all();
		const [first] = fresh.services;
		if (first !== undefined) first.changedSince = true;
		const controller = await reviewing({ reviewBooks: () => Promise.resolve(fresh) });
		controller.choose("A.1", 1);
		controller.choose("B.2", 0);
		await controller.look();
		expect(controller.undecided).toBe(1);
		expect(controller.taken).toContainEqual({ service: "B.2", offer: 0 });
	});
});

describe("taking over", () => {
	const step = { id: "step-7", what: "books" } as ChangeView;

	it("asks for what is chosen, shows the fresh assessment, and offers the way back", async () => {
		const asked: ImportBooks[] = [];
		const before = assessmentView();
		const controller = await reviewing({
			importBooks: (request) => {
				asked.push(request);
				return Promise.resolve({
					assessment: { ...assessmentView(), undo: step },
					services: ["A.2", "B.1"],
				});
			},
			undo: () => Promise.resolve({ assessment: before, change: step }),
		});
		await controller.confirm();
		expect(asked).toEqual([
			{
				assessment: "assessment",
				review: "review",
				choices: [
					{ service: "A.2", offer: 0 },
					{ service: "B.1", offer: 0 },
				],
			},
		]);
		expect(controller.review).toBeNull();
		expect(controller.done).toEqual({ services: 2, step: "step-7" });
		expect(controller.canUndo).toBe(true);
		await controller.undo();
		expect(controller.done).toEqual({ services: 0, step: null });
		expect(controller.canUndo).toBe(false);
	});

	it("no longer offers the way back once something else was changed", async () => {
		const controller = await reviewing({
			importBooks: () =>
				Promise.resolve({ assessment: { ...assessmentView(), undo: step }, services: ["A.2"] }),
		});
		await controller.confirm();
		controller.assessment.take({ ...assessmentView(), undo: { ...step, id: "8" } });
		expect(controller.canUndo).toBe(false);
	});

	it("keeps books and choices when it fails", async () => {
		const changed = failure("changed_meanwhile");
		const controller = await reviewing({ importBooks: () => Promise.reject(changed) });
		controller.choose("A.1", 1);
		await controller.confirm();
		expect(controller.error).toBe(changed);
		expect(controller.review?.services).toHaveLength(4);
		expect(controller.taken).toHaveLength(3);
	});

	it("asks nothing of the program where nothing is chosen", async () => {
		const controller = await reviewing();
		controller.chooseAll("differs", "keep");
		controller.chooseAll("new", "keep");
		await controller.confirm();
		expect(controller.error).toBeNull();
		expect(controller.review).not.toBeNull();
	});
});

it("names who holds an opinion, and the book where nobody is named", () => {
	const offer = { books: [0, 2, 0], respondents: [], entry: entry(1) };
	expect(holders(all(), offer, (book) => `Book ${book}`)).toEqual(["Person 0", "Book book-2.xlsx"]);
});
