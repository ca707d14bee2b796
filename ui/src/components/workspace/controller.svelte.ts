/** Workspace: protection, backups, history and branding of the open file. */
import type {
	AboutView,
	Api,
	BackupView,
	BinView,
	BrandingView,
	ChangeView,
	FileHandle,
	RewrittenView,
	SaveBranding,
	UndoView,
	Watch,
	WorkspaceView,
} from "$lib/api/port";
import { Loaded } from "$lib/loaded.svelte";
import { saving } from "$lib/saving.svelte";

/** Something in the bin. */
export interface Removed {
	kind: "organization" | "assessment";
	id: string;
	name: string;
	/** What is said of it beside its name. */
	detail: string;
	/** How many rounds go with it. */
	rounds: number;
}

export class WorkspaceController {
	readonly backups = new Loaded<BackupView[]>();
	readonly branding = new Loaded<BrandingView>();
	readonly bin = new Loaded<BinView>();
	readonly about = new Loaded<AboutView>();
	readonly notices = new Loaded<string>();
	readonly #api: Api;

	constructor(api: Api) {
		this.#api = api;
	}

	async load(): Promise<void> {
		await Promise.all([
			this.backups.load(() => this.#api.backups()),
			this.loadBin(),
			this.branding.load(() => this.#api.branding()),
			this.about.load(() => this.#api.about()),
			this.loadHistory(),
		]);
	}

	/** A long text that few people open: asked for when they do. */
	async loadNotices(): Promise<void> {
		if (this.notices.value === null) await this.notices.load(() => this.#api.notices());
	}

	async showInFolder(file: FileHandle): Promise<void> {
		await this.#api.showInFolder({ file });
	}

	/** Saves a complete copy where the dialog says; answers its path, `null` where none was chosen. */
	async saveCopy(): Promise<string | null> {
		return (await saving.once(() => this.#api.saveWorkspaceCopy()))?.path ?? null;
	}

	// Protection ------------------------------------------------------------------------------

	async protect(passphrase: string, watch: Watch): Promise<RewrittenView> {
		return this.#api.setPassphrase({ passphrase }, watch);
	}

	async changePassphrase(
		current: string,
		passphrase: string,
		watch: Watch,
	): Promise<RewrittenView> {
		return this.#api.changePassphrase({ current, passphrase }, watch);
	}

	async unprotect(current: string, watch: Watch): Promise<RewrittenView> {
		return this.#api.removePassphrase({ current }, watch);
	}

	// Backups ---------------------------------------------------------------------------------

	async makeBackup(): Promise<void> {
		this.backups.take(await saving.once(() => this.#api.makeBackup()));
	}

	async restore(id: string): Promise<WorkspaceView> {
		return saving.once(() => this.#api.restoreBackup({ id }));
	}

	// History ---------------------------------------------------------------------------------

	/** Changes read so far, newest first. */
	readonly history = new Loaded<{ changes: readonly ChangeView[]; next: string | null }>();
	#assessment = $state<string | null>(null);

	/** Whose changes are shown; `null` is everything. */
	get historyOf(): string | null {
		return this.#assessment;
	}

	async showHistoryOf(assessment: string | null): Promise<void> {
		this.#assessment = assessment;
		await this.loadHistory();
	}

	async loadHistory(): Promise<void> {
		await this.history.load(() => this.#page(null));
	}

	async loadOlder(): Promise<void> {
		const before = this.history.value;
		if (before?.next === null || before === null) return;
		const { next } = before;
		await this.history.load(async () => {
			const page = await this.#page(next);
			return { changes: [...before.changes, ...page.changes], next: page.next };
		});
	}

	/** Puts back what a change replaced. */
	async putBack(change: ChangeView): Promise<UndoView> {
		const undone = await saving.once(() => this.#api.revertChange({ change: change.id }));
		await this.loadHistory();
		return undone;
	}

	#page(before: string | null) {
		return this.#api.history({ assessment: this.#assessment, service: null, before });
	}

	// Bin -------------------------------------------------------------------------------------

	async loadBin(): Promise<void> {
		await this.bin.load(() => this.#api.bin());
	}

	/** Puts something back on Home. */
	async takeOut({ kind, id }: Removed): Promise<void> {
		await saving.once(async () => {
			if (kind === "organization") await this.#api.restoreOrganization({ organization: id });
			else await this.#api.restoreAssessment({ assessment: id });
		});
		await this.loadBin();
	}

	/** Erases something in the bin for good. */
	async erase({ kind, id }: Removed): Promise<void> {
		const erased = saving.once(() =>
			kind === "organization"
				? this.#api.eraseOrganization({ organization: id })
				: this.#api.eraseAssessment({ assessment: id }),
		);
		this.bin.take(await erased);
		await this.loadHistory();
	}

	// Branding --------------------------------------------------------------------------------

	/** Keeps colour, footer and author; what failed can be tried again from the status line. */
	async saveBranding(change: Partial<SaveBranding>): Promise<void> {
		const before = this.branding.value;
		if (before === null) return;
		const { color, footer, author } = { ...before, ...change };
		const save = async () => {
			this.branding.take(
				await saving.save(
					"branding",
					() => this.#api.saveBranding({ color, footer, author }),
					save,
				),
			);
		};
		await save();
	}

	async chooseLogo(): Promise<void> {
		const branding = await this.#api.chooseLogo();
		if (branding !== null) this.branding.take(branding);
	}

	async removeLogo(): Promise<void> {
		this.branding.take(await this.#api.removeLogo());
	}
}
