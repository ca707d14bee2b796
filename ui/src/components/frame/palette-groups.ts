/** Everything the palette finds at this moment. */
import { guideOpening } from "$components/guide/opening.svelte";
import type { ActionView, AssessmentView, Language, Settings } from "$lib/api/port";
import { catalogues, i18n } from "$lib/i18n/i18n.svelte";
import { keys, shownKeys } from "$lib/keys.svelte";
import { needsAssessment, route, SCREENS, SCREENS_APART } from "$lib/route.svelte";
import type { Session } from "$lib/session.svelte";

import { roundItems } from "../rounds/round-items";
import type { Rounds } from "../rounds/rounds.svelte";
import type { WorkspaceActions } from "../start/opening.svelte";
import type { PaletteGroup, PaletteItem } from "./palette";
import { contentGroups } from "./palette-contents";
import type { UndoActions } from "./undoing";

interface Doing {
	undoing: UndoActions;
	opening: WorkspaceActions;
	rounds: Rounds;
	showKeys: () => void;
	/** The plan of the assessment in hand. */
	actions: readonly ActionView[];
}

export function paletteGroups(session: Session, doing: Doing): PaletteGroup[] {
	return [
		{ name: "screens", items: screens(session) },
		{ name: "services", items: services(session) },
		...contentGroups(session, doing.actions),
		{ name: "assessments", items: assessments(session) },
		{ name: "here", items: here() },
		{ name: "commands", items: commands(session, doing) },
	];
}

function services(session: Session): PaletteItem[] {
	const { assessment } = session;
	if (assessment === null) return [];
	return assessment.services.map((service) => ({
		id: `service ${service.id}`,
		sign: service.id,
		label: i18n.text(service.title),
		words: [service.id, service.title.en, service.title.ja],
		run: () => route.go("assess", { service: service.id }),
	}));
}

function screens(session: Session): PaletteItem[] {
	return [...SCREENS, ...SCREENS_APART].flatMap((screen, index) =>
		needsAssessment(screen) && session.assessment === null
			? []
			: [
					{
						id: `screen ${screen}`,
						label: i18n.t.frame.screens[screen],
						keys: `Alt+${index + 1}`,
						words: [screen, ...i18n.inEvery(() => i18n.t.frame.screens[screen])],
						run: () => route.go(screen),
					},
				],
	);
}

function assessments(session: Session): PaletteItem[] {
	return session.summaries.map((summary) => ({
		id: `assessment ${summary.id}`,
		label: summary.title,
		detail: summary.organizationName,
		words: [summary.title, summary.organizationName, summary.scope, summary.date],
		run: () => {
			void session.openAssessment(summary.id).then(() => route.go("assess"));
		},
	}));
}

/** Found in either language, whichever the window speaks. */
function ofRound(view: AssessmentView, session: Session, { rounds }: Doing): PaletteItem[] {
	const items = (language: Language) =>
		roundItems(view, { rounds, editable: !session.isReadOnly }, catalogues[language].rounds);
	const other = items(i18n.language === "ja" ? "en" : "ja");
	return items(i18n.language).map(({ label, run }, index) => ({
		id: `round ${label}`,
		label,
		words: [other[index]?.label ?? ""],
		run,
	}));
}

/** What the keys of the screen in front do now. */
function here(): PaletteItem[] {
	const [group] = keys.groups;
	if (group === undefined) return [];
	return group.bindings
		.filter((binding) => binding.when?.() !== false && binding.keys.length === 1)
		.map((binding) => ({
			id: `here ${binding.keys.join(" ")}`,
			label: binding.label(),
			keys: shownKeys(binding.shown ?? binding.keys[0] ?? ""),
			words: i18n.inEvery(binding.label),
			// The key does it once the palette has let go of the focus.
			run: () => {
				setTimeout(() => binding.run(new KeyboardEvent("keydown", { key: binding.keys[0] ?? "" })));
			},
		}));
}

async function showWeeks(session: Session, organization: string): Promise<void> {
	session.home = await session.api.showWeeks({ organization, shown: true });
	route.go("home");
}

type Command = [id: string, label: string, run: () => void, keys?: string];

function commands(session: Session, doing: Doing): PaletteItem[] {
	const { assessment } = session;
	const inEvery = i18n.inEvery(() => commandList(session, doing));
	return [
		...(assessment === null ? [] : ofRound(assessment.view, session, doing)),
		...commandList(session, doing).map(([id, label, run, keys], place) => ({
			id: `command ${id}`,
			label,
			words: [id, ...inEvery.map((list) => list[place]?.[1] ?? "")],
			run,
			...(keys === undefined ? {} : { keys }),
		})),
	];
}

function commandList(session: Session, doing: Doing): Command[] {
	const t = i18n.t.frame.commands;
	const set = (change: Partial<Settings>) => () => void session.set(change);
	const { settings } = session;
	const turned = settings.ladderOrder === "highest_first" ? "lowest_first" : "highest_first";
	const list: Command[] = [
		["japanese", t.japanese, set({ language: "ja" })],
		["english", t.english, set({ language: "en" })],
		["light", t.light, set({ theme: "light" })],
		["dark", t.dark, set({ theme: "dark" })],
		["system", t.system, set({ theme: "system" })],
		["larger", i18n.t.frame.view.larger, () => void session.zoom(1), "Ctrl++"],
		["smaller", i18n.t.frame.view.smaller, () => void session.zoom(-1), "Ctrl+-"],
		["usual size", i18n.t.frame.view.usual, () => void session.zoom(0), "Ctrl+0"],
		["ladder", t.ladder, set({ ladderOrder: turned })],
		["keys", t.keys, doing.showKeys, "?"],
		["guide", t.guide, () => (guideOpening.open = true), "F1"],
		["close", t.close, () => void doing.opening.close()],
	];
	if (session.assessment !== null) {
		list.unshift(["room", i18n.t.frame.view.room, () => void session.setRoom(true), "F11"]);
	}
	const organization = session.assessment?.view.organization;
	if (organization !== undefined && !session.isReadOnly) {
		list.unshift(["weeks", i18n.t.home.weeks.show, () => void showWeeks(session, organization)]);
	}
	if (session.assessment?.editable === true) {
		list.unshift(
			["books", t.books, () => route.go("assess", { detail: "books" })],
			["undo", t.undo, () => void doing.undoing.undo(), "Ctrl+Z"],
			["redo", t.redo, () => void doing.undoing.redo(), "Ctrl+Shift+Z"],
		);
	}
	return list;
}
