/**
 * What is open: settings, workspace, home, sheets read so far, and the assessment in hand. The
 * program holds the truth; this holds its last views.
 */
import { SvelteSet } from "svelte/reactivity";

import { AssessmentController } from "./assessment.svelte";
import { failureOf } from "./api/failure";
import type {
	AnchorsView,
	Api,
	AssessmentSummary,
	CheckView,
	GivenFile,
	HomeView,
	KitView,
	Language,
	RefusedWorkspace,
	Settings,
	SheetReference,
	SheetView,
	WorkshopView,
	WorkspaceView,
} from "./api/port";
import { i18n, systemLanguage } from "./i18n/i18n.svelte";
import { Anchoring } from "./anchoring.svelte";
import { Passing } from "./passing.svelte";
import { isScreen, needsAssessment, route, type Screen } from "./route.svelte";
import { saving } from "./saving.svelte";
import { USUAL_ZOOM, zoomedBy } from "./zoom";

const DEFAULT_SETTINGS: Settings = {
	language: null,
	theme: "system",
	zoom: USUAL_ZOOM,
	ladderOrder: "highest_first",
	sideBarFolded: false,
	lockAfter: "half_an_hour",
};

/** Where the person was when they left a workspace. */
interface Left {
	assessment: AssessmentController | null;
	place: { screen: Screen; service: string | null } | null;
}

export class Session {
	settings = $state.raw<Settings>(DEFAULT_SETTINGS);
	workspace = $state.raw<WorkspaceView | null>(null);
	/** The workspace that was asked for last, where it could not be had. */
	refused = $state.raw<RefusedWorkspace | null>(null);
	home = $state.raw<HomeView | null>(null);
	/** The assessment that all screens but Home, Sheets and Workspace are about. */
	assessment = $state.raw<AssessmentController | null>(null);
	/** Why the window could not begin. */
	failure = $state.raw<unknown>(null);
	/** Files that were opened from outside, until they are looked at. */
	given = $state.raw<readonly GivenFile[]>([]);
	/** Files that were looked at, until the screen where they are taken in shows them. */
	arrived = $state.raw<readonly CheckView[]>([]);
	/** How often a benchmark was given from outside: what shows one asks again. */
	arrivedBenchmark = $state(0);
	readonly api: Api;
	/** What a person has unfolded beside the services. */
	readonly unfolded = new SvelteSet<string>();
	/** One service fills the window, for a room to look at. */
	room = $state(false);
	/** This machine is passed around in a workshop: nothing else of the window is there. */
	passing = $state.raw<Passing | Anchoring | null>(null);
	readonly #beginning = new AbortController();
	#keeping: Promise<unknown> = Promise.resolve();
	readonly #sheets: Record<string, Promise<SheetView>> = {};
	#kit: Promise<KitView> | null = null;
	#newest = 0;

	constructor(api: Api) {
		this.api = api;
	}

	/** Whether there is a workspace to look into. */
	get isOpen(): boolean {
		return isOpen(this.workspace);
	}

	get isReadOnly(): boolean {
		return this.workspace?.state === "read_only";
	}

	/** Reads settings and workspace; the first screen can be drawn afterwards. */
	async begin(): Promise<void> {
		try {
			this.#takeSettings(await this.api.settings());
			const last = { file: null, readOnly: false };
			const watch = { signal: this.#beginning.signal };
			await this.takeWorkspace(await this.api.openWorkspace(last, watch));
		} catch (error) {
			this.failure = error;
		}
	}

	/** Opens no longer what the program begins with. */
	stopBeginning(): void {
		this.#beginning.abort();
	}

	/**
	 * Keeps a liking; what cannot be kept still holds until the window closes. Several at once are
	 * kept one after the other, so that the last one holds.
	 */
	async set(change: Partial<Settings>): Promise<void> {
		this.#takeSettings({ ...this.settings, ...change });
		const wanted = this.settings;
		const keep = this.#keeping.then(() => this.api.saveSettings(this.settings));
		this.#keeping = keep.catch(() => undefined);
		const kept = await keep;
		if (this.settings === wanted) this.#takeSettings(kept);
	}

	/** Shows everything one step larger or smaller, or as large as usual. */
	async zoom(step: 1 | -1 | 0): Promise<void> {
		const zoom = step === 0 ? USUAL_ZOOM : zoomedBy(step, this.settings.zoom);
		if (zoom !== this.settings.zoom) await this.set({ zoom });
	}

	/** Fills the screen with one service, for a room; or ends it. */
	async setRoom(on: boolean): Promise<void> {
		if (this.room === on || (on && this.assessment === null)) return;
		this.room = on;
		if (on) route.go("assess", { service: route.place.service });
		await this.api.fillScreen({ on });
	}

	/** Passes this machine around: whatever else is open is put away for as long. */
	async beginPassing(assessment: AssessmentController, workshop: WorkshopView): Promise<void> {
		this.passing = new Passing(this.api, assessment, workshop);
		await this.api.fillScreen({ on: true });
	}

	/** Passes this machine around for the anchor cases. */
	async beginAnchoring(
		assessment: AssessmentController,
		workshop: WorkshopView,
		anchors: AnchorsView,
	): Promise<void> {
		this.passing = new Anchoring(this.api, assessment, workshop, anchors);
		await this.api.fillScreen({ on: true });
	}

	/** Nobody sits at this machine any more. */
	async endPassing(): Promise<void> {
		const { passing } = this;
		if (passing instanceof Passing) await passing.standUp();
		else passing?.leave();
		this.passing = null;
	}

	async setLanguage(language: Language): Promise<void> {
		await this.set({ language });
	}

	/**
	 * Goes on with a workspace as the program tells it: in another one, where the person was when
	 * they left it.
	 */
	async takeWorkspace(workspace: WorkspaceView): Promise<void> {
		const isOther = workspace.file?.path !== this.workspace?.file?.path || !this.isOpen;
		const home = isOpen(workspace) ? await this.api.home() : null;
		const left = isOther && home !== null ? await this.#found(workspace, home) : null;
		if (isOther) {
			this.assessment = left?.assessment ?? null;
			saving.restart();
			route.restart(left?.place);
		}
		if (isOther || !isOpen(workspace)) this.passing = null;
		this.home = home;
		this.refused = workspace.refused;
		this.workspace = workspace;
	}

	/** Where the person was, as far as it is still there. */
	async #found(workspace: WorkspaceView, home: HomeView): Promise<Left> {
		const { place } = workspace;
		const nowhere: Left = { assessment: null, place: null };
		if (place === null || !isScreen(place.screen)) return nowhere;
		const at = { screen: place.screen, service: place.service };
		const rounds = home.organizations.flatMap((organization) => organization.assessments);
		const round = rounds.find((one) => one.id === place.assessment);
		if (round === undefined) {
			return needsAssessment(at.screen) ? nowhere : { assessment: null, place: at };
		}
		try {
			const assessment = await this.#read(round.id, workspace.state === "read_only");
			return { assessment, place: at };
		} catch {
			// Nobody asked for it: Home lists it, and says what is wrong when it is opened.
			return nowhere;
		}
	}

	async refreshHome(): Promise<void> {
		this.home = await this.api.home();
	}

	/** Every assessment of the workspace, as Home lists them. */
	get summaries(): readonly AssessmentSummary[] {
		return this.home?.organizations.flatMap((organization) => organization.assessments) ?? [];
	}

	/** The documents to begin with, read once; none where they cannot be had. */
	async kit(): Promise<KitView | null> {
		try {
			return await (this.#kit ??= this.api.kit());
		} catch {
			this.#kit = null;
			return null;
		}
	}

	/** A sheet's texts, read once. */
	async sheet(reference: SheetReference): Promise<SheetView> {
		const key = `${reference.id} ${reference.edition}`;
		const reading = (this.#sheets[key] ??= this.api.sheet(reference));
		try {
			return await reading;
		} catch (error) {
			Reflect.deleteProperty(this.#sheets, key);
			throw error;
		}
	}

	/**
	 * Takes an assessment in hand. When two are asked for, the one asked for last wins. An
	 * assessment that is in hand already is read again, so that every screen shows it as it is.
	 */
	async openAssessment(id: string): Promise<AssessmentController> {
		this.#newest += 1;
		const asked = this.#newest;
		const controller = await this.#read(id, this.isReadOnly);
		if (asked === this.#newest) this.assessment = controller;
		return controller;
	}

	/** Lets go of the assessment in hand, such as when it was removed. */
	closeAssessment(): void {
		this.assessment = null;
		if (route.screen !== "home") route.go("home");
	}

	/** Whether a failure means that the workspace has to be unlocked or opened again. */
	async lookAgain(error: unknown): Promise<void> {
		const { code } = failureOf(error);
		if (code === "locked" || code === "no_workspace" || code === "read_only") {
			await this.takeWorkspace(await this.api.workspace());
		}
	}

	async #read(id: string, readOnly: boolean): Promise<AssessmentController> {
		const view = await this.api.assessment({ assessment: id });
		return new AssessmentController(this.api, await this.sheet(view.sheet), view, readOnly);
	}

	#takeSettings(settings: Settings): void {
		this.settings = settings;
		i18n.language = settings.language ?? systemLanguage();
	}
}

function isOpen(workspace: WorkspaceView | null): boolean {
	return workspace?.state === "open" || workspace?.state === "read_only";
}
