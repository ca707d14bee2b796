/**
 * What is open: settings, workspace, home, sheets read so far, and the assessment in hand. The
 * program holds the truth; this holds its last views.
 */
import { AssessmentController } from "./assessment.svelte";
import { failureOf } from "./api/failure";
import type {
	Api,
	AssessmentSummary,
	HomeView,
	Language,
	Settings,
	SheetReference,
	SheetView,
	WorkspaceView,
} from "./api/port";
import { i18n, systemLanguage } from "./i18n/i18n.svelte";
import { route } from "./route.svelte";
import { saving } from "./saving.svelte";

const DEFAULT_SETTINGS: Settings = {
	language: null,
	theme: "system",
	projector: false,
	ladderOrder: "highest_first",
	sideBarFolded: false,
};

export class Session {
	settings = $state.raw<Settings>(DEFAULT_SETTINGS);
	workspace = $state.raw<WorkspaceView | null>(null);
	home = $state.raw<HomeView | null>(null);
	/** The assessment that all screens but Home, Sheets and Workspace are about. */
	assessment = $state.raw<AssessmentController | null>(null);
	/** Why the window could not begin. */
	failure = $state.raw<unknown>(null);
	/** A file the person opened from outside, until Home has asked what to do with it. */
	openedFile = $state<string | null>(null);
	readonly api: Api;
	readonly #sheets: Record<string, Promise<SheetView>> = {};
	#newest = 0;

	constructor(api: Api) {
		this.api = api;
	}

	/** Whether there is a workspace to look into. */
	get isOpen(): boolean {
		return this.workspace?.state === "open" || this.workspace?.state === "read_only";
	}

	get isReadOnly(): boolean {
		return this.workspace?.state === "read_only";
	}

	/** Reads settings and workspace; the first screen can be drawn afterwards. */
	async begin(): Promise<void> {
		try {
			this.#takeSettings(await this.api.settings());
			await this.takeWorkspace(await this.api.workspace());
		} catch (error) {
			this.failure = error;
		}
	}

	/** Keeps a liking; what cannot be kept still holds until the window closes. */
	async set(change: Partial<Settings>): Promise<void> {
		this.#takeSettings({ ...this.settings, ...change });
		this.#takeSettings(await this.api.saveSettings(this.settings));
	}

	async setLanguage(language: Language): Promise<void> {
		await this.set({ language });
	}

	/** Goes on with a workspace as the program tells it. */
	async takeWorkspace(workspace: WorkspaceView): Promise<void> {
		const other = workspace.file?.path !== this.workspace?.file?.path || !this.isOpen;
		if (other) {
			this.assessment = null;
			this.home = null;
			saving.restart();
			route.restart();
		}
		this.workspace = workspace;
		if (this.isOpen) await this.refreshHome();
	}

	async refreshHome(): Promise<void> {
		this.home = await this.api.home();
	}

	/** Every assessment of the workspace, as Home lists them. */
	get summaries(): readonly AssessmentSummary[] {
		return this.home?.organizations.flatMap((organization) => organization.assessments) ?? [];
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
		const view = await this.api.assessment({ assessment: id });
		const sheet = await this.sheet(view.sheet);
		const controller = new AssessmentController(this.api, sheet, view, this.isReadOnly);
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

	#takeSettings(settings: Settings): void {
		this.settings = settings;
		i18n.language = settings.language ?? systemLanguage();
	}
}
