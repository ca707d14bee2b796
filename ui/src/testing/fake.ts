/** A small sheet and a program that remembers, for tests. */
import type { Api, AssessmentView, EntryView, SheetView } from "$lib/api/port";

const both = (text: string) => ({ en: text, ja: `${text}（日）` });

/** Two areas with two services each, levels 0 to 3, two indicators a level. */
export const sheet: SheetView = {
	id: "sheet",
	edition: "1",
	title: both("Sheet"),
	summary: both("Summary"),
	source: { name: "", version: "", published: "", url: "", rights: both("") },
	license: "",
	languages: ["en", "ja"],
	scale: [0, 1, 2, 3].map((level) => ({
		level,
		name: both(`Name ${level}`),
		meaning: both(`Meaning ${level}`),
	})),
	rules: [{ case: both("A case"), rule: both("A rule") }],
	evidenceKinds: [
		{ id: "record", name: both("Record"), months: 12 },
		{ id: "document", name: both("Document"), months: 24 },
	],
	areas: ["A", "B"].map((area) => ({
		id: area,
		title: both(`Area ${area}`),
		purpose: both(`Purpose ${area}`),
		services: [1, 2].map((number) => ({
			id: `${area}.${number}`,
			area,
			title: both(`Service ${area}.${number}`),
			purpose: both("Purpose"),
			why: both("Why"),
			levels: [0, 1, 2, 3].map((level) => ({
				level,
				statement: both(`Statement ${level}`),
				indicators:
					level === 0
						? []
						: ["a", "b"].map((letter) => ({
								id: `${level}${letter}`,
								text: both(`Indicator ${level}${letter}`),
								refs: [],
							})),
				step:
					level === 0
						? null
						: {
								action: both(`Action ${level}`),
								deliverable: both("Deliverable"),
								effort: "small" as const,
								planningDays: 5,
								elapsedWeeks: null,
							},
			})),
			evidence: [both("Evidence")],
			interview: [both("Question")],
			smallTeam: both("Small team"),
			functions: [],
		})),
	})),
};

export function entry(service: string, change: Partial<EntryView> = {}): EntryView {
	return {
		service,
		answer: null,
		indicators: [],
		target: null,
		gap: null,
		note: "",
		evidence: [],
		owner: "",
		proposal: null,
		previous: null,
		voices: [],
		...change,
	};
}

export function assessmentView(entries?: EntryView[]): AssessmentView {
	const all =
		entries ?? sheet.areas.flatMap((area) => area.services.map((service) => entry(service.id)));
	const answered = all.filter((one) => one.answer?.kind === "level").length;
	const notApplicable = all.filter((one) => one.answer?.kind === "not_applicable").length;
	const coverage = {
		answered,
		applicable: all.length - notApplicable,
		dontKnow: all.filter((one) => one.answer?.kind === "dont_know").length,
		notApplicable,
		unanswered: all.filter((one) => one.answer === null).length,
	};
	return {
		id: "assessment",
		organization: "organization",
		heading: {
			organizationName: "Organization",
			sector: null,
			size: null,
			model: null,
			scope: "",
			title: "Round",
			date: "2026-11-06",
			assessors: [],
			classification: null,
		},
		sheet: { id: "sheet", edition: "1" },
		state: "draft",
		targetsFrom: null,
		coverage,
		areas: [],
		entries: all,
		previous: null,
		openable: [],
		undo: null,
		redo: null,
		savedAt: null,
	};
}

/** A call that waits until the test lets it end. */
export class Gate {
	#open: (() => void)[] = [];

	wait(): Promise<void> {
		return new Promise((resolve) => this.#open.push(resolve));
	}

	/** Lets the oldest waiting call go on, and everything that follows from it happen. */
	async letOne(): Promise<void> {
		this.#open.shift()?.();
		await settled();
	}

	get waiting(): number {
		return this.#open.length;
	}
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settled(): Promise<void> {
	for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** A program that keeps what it is told; commands not given here fail the test that calls them. */
export function fakeApi(commands: Partial<Api>): Api {
	return new Proxy(commands, {
		get(known, name: string) {
			const command: unknown = Reflect.get(known, name);
			if (command !== undefined) return command;
			return () => {
				throw new Error(`the test gives no ${name}`);
			};
		},
	}) as Api;
}

/** A program that keeps every entry it is told of, and says what it was told. */
export function rememberingApi(more: Partial<Api> = {}, view = assessmentView()) {
	let { entries } = view;
	const told: string[] = [];
	const keep =
		<What extends keyof EntryView>(what: What) =>
		async (request: { service: string } & Record<What, EntryView[What]>) => {
			told.push(`${request.service} ${what} ${JSON.stringify(request[what])}`);
			entries = entries.map((one) =>
				one.service === request.service ? { ...one, [what]: request[what] } : one,
			);
			await Promise.resolve();
			return assessmentView(entries);
		};
	const api = fakeApi({
		saveAnswer: keep("answer"),
		saveIndicators: keep("indicators"),
		saveNote: keep("note"),
		saveEvidence: keep("evidence"),
		saveOwner: keep("owner"),
		saveTarget: keep("target"),
		...more,
	});
	return { api, told };
}
