/** Reports: what is to be included, how it looks laid out, and the files that were written. */
import { isCancelled } from "$lib/api/failure";
import type {
	Api,
	FileHandle,
	Language,
	PageView,
	PreviewView,
	Progress,
	ReportChoice,
	ReportFormat,
	ReportOptionsView,
	SavedReports,
} from "$lib/api/port";
import { Loaded } from "$lib/loaded.svelte";

/** How long a choice rests before the report is laid out again. */
const AFTER_LAST_CHOICE = 350;

export class ReportsController {
	readonly options = new Loaded<ReportOptionsView>();
	#choice = $state.raw<ReportChoice | null>(null);
	readonly #api: Api;
	readonly #assessment: string;

	constructor(api: Api, assessment: string) {
		this.#api = api;
		this.#assessment = assessment;
	}

	async load(): Promise<void> {
		await this.options.load(() => this.#api.reportOptions({ assessment: this.#assessment }));
		const options = this.options.value;
		if (options === null || this.#choice !== null) return;
		this.#choice = options.last;
		this.#previewLanguage = options.last.languages[0] ?? "en";
		await this.makePreview();
	}

	// What is included ------------------------------------------------------------------------

	get choice(): ReportChoice | null {
		return this.#choice;
	}

	/** Whether there is anything to write. */
	get complete(): boolean {
		return (this.#choice?.languages.length ?? 0) > 0;
	}

	/** The formats that what was chosen can have. */
	get formats(): readonly ReportFormat[] {
		const options = this.options.value;
		if (options === null) return [];
		return options.formats[this.#choice?.shape ?? "whole"];
	}

	choose(change: Partial<ReportChoice>): void {
		if (this.#choice === null) return;
		this.#choice = { ...this.#choice, ...change };
		// Without an earlier round there is no change to tell.
		if (this.#choice.earlier.length === 0 && this.#choice.shape === "since") {
			this.#choice = { ...this.#choice, shape: "whole" };
		}
		const [first] = this.#choice.languages;
		if (first !== undefined && !this.#choice.languages.includes(this.#previewLanguage)) {
			this.#previewLanguage = first;
		}
		this.#previewSoon();
	}

	// Preview ---------------------------------------------------------------------------------

	#previewLanguage = $state<Language>("en");
	#preview = $state.raw<PreviewView | null>(null);
	#previewError = $state.raw<unknown>(null);
	#previewProgress = $state.raw<Progress | null>(null);
	#previewing = $state(false);
	#pages = $state.raw<Readonly<Record<number, PageView>>>({});
	#pageErrors = $state.raw<Readonly<Record<number, unknown>>>({});
	#timer: ReturnType<typeof setTimeout> | undefined;
	#stopPreview: AbortController | null = null;

	get previewLanguage(): Language {
		return this.#previewLanguage;
	}

	/** The report laid out last; it stays in sight while the next one is made. */
	get preview(): PreviewView | null {
		return this.#preview;
	}

	get previewError(): unknown {
		return this.#previewError;
	}

	get previewProgress(): Progress | null {
		return this.#previewProgress;
	}

	get previewing(): boolean {
		return this.#previewing;
	}

	async previewIn(language: Language): Promise<void> {
		this.#previewLanguage = language;
		await this.makePreview();
	}

	/** Lays the report out; a preview that is being made gives way. */
	async makePreview(): Promise<void> {
		clearTimeout(this.#timer);
		this.#stopPreview?.abort();
		const choice = this.#choice;
		if (choice === null || !this.complete) return;
		const stop = new AbortController();
		this.#stopPreview = stop;
		this.#previewing = true;
		this.#previewProgress = null;
		const isLast = () => this.#stopPreview === stop;
		try {
			const preview = await this.#api.previewReport(
				{ choice, language: this.#previewLanguage },
				{
					signal: stop.signal,
					onProgress: (progress) => {
						if (isLast()) this.#previewProgress = progress;
					},
				},
			);
			if (!isLast()) return;
			this.#preview = preview;
			this.#pages = {};
			this.#pageErrors = {};
			this.#previewError = null;
		} catch (error) {
			if (isLast()) this.#previewError = error;
		} finally {
			if (isLast()) this.#previewing = false;
		}
	}

	stopPreview(): void {
		clearTimeout(this.#timer);
		this.#stopPreview?.abort();
	}

	page(number: number): PageView | null {
		return this.#pages[number] ?? null;
	}

	pageError(number: number): unknown {
		return this.#pageErrors[number] ?? null;
	}

	/** Fetches the picture of a page, once. */
	async showPage(number: number): Promise<void> {
		const preview = this.#preview;
		if (preview === null || this.#pages[number] !== undefined) return;
		try {
			const page = await this.#api.previewPage({ preview: preview.id, page: number });
			if (this.#preview === preview) this.#pages = { ...this.#pages, [number]: page };
		} catch (error) {
			if (this.#preview === preview) {
				this.#pageErrors = { ...this.#pageErrors, [number]: error };
			}
		}
	}

	#previewSoon(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.makePreview(), AFTER_LAST_CHOICE);
	}

	// Saving ----------------------------------------------------------------------------------

	#saved = $state.raw<SavedReports | null>(null);
	#saveError = $state.raw<unknown>(null);
	#saveProgress = $state.raw<Progress | null>(null);
	#saving = $state<"idle" | "saving" | "stopping">("idle");
	#stopSaving: AbortController | null = null;

	get saved(): SavedReports | null {
		return this.#saved;
	}

	get saveError(): unknown {
		return this.#saveError;
	}

	get saveProgress(): Progress | null {
		return this.#saveProgress;
	}

	get saving(): "idle" | "saving" | "stopping" {
		return this.#saving;
	}

	/** Asks where, and writes. Never rejects: failure is the state. */
	async save(formats: ReportFormat[]): Promise<void> {
		const choice = this.#choice;
		if (choice === null || !this.complete || this.#saving !== "idle") return;
		const stop = new AbortController();
		this.#stopSaving = stop;
		this.#saving = "saving";
		this.#saveError = null;
		this.#saveProgress = null;
		try {
			const saved = await this.#api.saveReports(
				{ choice, formats },
				{
					signal: stop.signal,
					onProgress: (progress) => {
						this.#saveProgress = progress;
					},
				},
			);
			// Closing the dialog without choosing changes nothing.
			if (saved !== null) this.#saved = saved;
		} catch (error) {
			this.#saveError = error;
			if (!isCancelled(error)) this.#saved = null;
		} finally {
			this.#saving = "idle";
		}
	}

	stopSaving(): void {
		this.#saving = "stopping";
		this.#stopSaving?.abort();
	}

	closeSaved(): void {
		this.#saved = null;
		this.#saveError = null;
	}

	/** Lets go of running work, such as when the screen is left. */
	leave(): void {
		this.stopPreview();
	}

	/** Saves the PDF where the person says, and opens it in the system's viewer, which prints it. */
	async print(): Promise<void> {
		const before = this.saved;
		await this.save(["pdf"]);
		if (this.saved === null || this.saved === before) return;
		for (const { file } of this.saved.files) await this.open(file);
	}

	async open(file: FileHandle): Promise<void> {
		await this.#api.openSaved({ file });
	}

	async showInFolder(file: FileHandle): Promise<void> {
		await this.#api.showInFolder({ file });
	}
}
