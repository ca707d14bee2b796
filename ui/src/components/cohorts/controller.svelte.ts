/** The cohorts of a workspace: a card and a contribution in hand, or an edition that is coordinated. */
import type {
	Api,
	BenchmarkView,
	BeginCohort,
	CohortCardView,
	CohortsView,
	CohortStandingView,
	ContributionView,
	FileHandle,
	NamedFile,
	OfEdition,
	PrepareContribution,
	Progress,
	TakingView,
	Watch,
	WrittenContribution,
} from "$lib/api/port";
import { isCancelled } from "$lib/api/failure";
import { Loaded } from "$lib/loaded.svelte";
import { route } from "$lib/route.svelte";
import type { Session } from "$lib/session.svelte";

/** What is in front. */
export type Front = "list" | "card" | "form" | "edition";

const FRONTS: readonly Front[] = ["list", "card", "form", "edition"];

export class CohortsController {
	readonly session: Session;
	readonly list = new Loaded<CohortsView>();
	readonly card = new Loaded<CohortCardView>();
	readonly standing = new Loaded<CohortStandingView>();
	readonly benchmark = new Loaded<BenchmarkView>();
	/** What would leave, once it was asked for. */
	preview = $state.raw<ContributionView | null>(null);
	/** What was written last. */
	written = $state.raw<WrittenContribution | null>(null);
	/** The edition that the next one follows, where the form is for one. */
	before = $state.raw<CohortStandingView | null>(null);
	/** What became of the files that came last. */
	taking = $state.raw<TakingView | null>(null);
	stopped = $state(false);
	progress = $state.raw<Progress | null>(null);
	isTaking = $state(false);
	/** The benchmark or card that was written last. */
	saved = $state.raw<{ what: "card" | "benchmark"; file: NamedFile } | null>(null);
	/** Which benchmark is shown: a release, or what could be published now. */
	shown = $state<number | "now" | null>(null);
	#stop: AbortController | null = null;

	constructor(session: Session) {
		this.session = session;
	}

	get api(): Api {
		return this.session.api;
	}

	get front(): Front {
		const { detail } = route.place;
		const front = FRONTS.find((one) => one === detail) ?? "list";
		// What was in front may be gone, such as after another screen.
		if (front === "card" && this.card.value === null) return "list";
		if (front === "edition" && this.standing.value === null) return "list";
		return front;
	}

	async load(): Promise<void> {
		await this.list.load(() => this.api.cohorts());
	}

	/** What was open before the person went to another screen. */
	async resume(): Promise<void> {
		const card = await this.api.cohortCard();
		if (card !== null) this.card.take(card);
	}

	go(front: Front): void {
		route.note({ detail: front === "list" ? null : front });
		if (front === "list") void this.load();
	}

	// A member -------------------------------------------------------------------------------

	async chooseCard(): Promise<void> {
		const card = await this.api.chooseCohortCard();
		if (card !== null) this.#takeCard(card);
	}

	async openCard(file: FileHandle): Promise<void> {
		this.#takeCard(await this.api.openCohortCard({ file }));
	}

	async prepare(request: PrepareContribution): Promise<void> {
		this.preview = await this.api.prepareContribution(request);
		this.written = null;
	}

	async write(): Promise<void> {
		if (this.preview === null) return;
		const written = await this.api.writeContribution({ id: this.preview.id });
		if (written === null) return;
		this.written = written;
		this.preview = null;
		await this.resume();
	}

	#takeCard(card: CohortCardView): void {
		this.card.take(card);
		this.preview = null;
		this.written = null;
		this.go("card");
	}

	// The coordinator ------------------------------------------------------------------------

	get of(): OfEdition {
		const card = this.standing.value?.card;
		return { cohort: card?.cohort ?? "", edition: card?.edition ?? "" };
	}

	async begin(request: BeginCohort): Promise<void> {
		const standing = await this.api.beginCohort(request);
		if (standing !== null) this.#takeEdition(standing);
	}

	async openEdition(of: OfEdition): Promise<void> {
		this.#takeEdition(await this.api.cohortStanding(of));
	}

	async reload(): Promise<void> {
		this.standing.take(await this.api.cohortStanding(this.of));
	}

	nextEdition(): void {
		this.before = this.standing.value;
		this.go("form");
	}

	newCohort(): void {
		this.before = null;
		this.go("form");
	}

	async saveCard(closes: string | null, names: string[]): Promise<void> {
		const saved = await this.api.saveCohortCard({ of: this.of, closes, names });
		if (saved === null) return;
		this.standing.take(saved.standing);
		this.saved = { what: "card", file: saved.file };
	}

	async take(): Promise<void> {
		await this.#take((watch) => this.api.takeContributions(this.of, watch));
	}

	async takeGiven(files: FileHandle[]): Promise<void> {
		await this.#take((watch) => this.api.takeGivenContributions({ of: this.of, files }, watch));
	}

	stop(): void {
		this.#stop?.abort();
	}

	async #take(ask: (watch: Watch) => Promise<TakingView | null>): Promise<void> {
		const stop = new AbortController();
		this.#stop = stop;
		this.isTaking = true;
		this.stopped = false;
		this.progress = null;
		try {
			const onProgress = (progress: Progress) => (this.progress = progress);
			const taking = await ask({ signal: stop.signal, onProgress });
			if (taking === null) return;
			this.taking = taking;
			this.standing.take(taking.standing);
			this.#forgetBenchmark();
		} catch (error) {
			await this.reload();
			if (!isCancelled(error)) throw error;
			this.taking = null;
			this.stopped = true;
		} finally {
			this.isTaking = false;
		}
	}

	async leaveOut(member: string, leftOut: boolean): Promise<void> {
		this.standing.take(await this.api.leaveOut({ of: this.of, member, leftOut }));
		this.#forgetBenchmark();
	}

	async name(member: string, name: string): Promise<void> {
		this.standing.take(await this.api.nameMember({ of: this.of, member, name }));
	}

	async show(release: number | null): Promise<void> {
		const { of } = this;
		this.shown = release ?? "now";
		await this.benchmark.load(() => this.api.showBenchmark({ of, release }));
	}

	hide(): void {
		this.#forgetBenchmark();
	}

	async publish(): Promise<void> {
		const published = await this.api.publishBenchmark(this.of);
		if (published === null) return;
		this.standing.take(published.standing);
		this.benchmark.take(published.benchmark);
		this.shown = published.benchmark.of.release;
		this.saved = { what: "benchmark", file: published.file };
	}

	async saveAgain(): Promise<void> {
		const file = await this.api.writeBenchmarkAgain(this.of);
		if (file !== null) this.saved = { what: "benchmark", file };
	}

	async close(): Promise<void> {
		this.standing.take(await this.api.closeEdition(this.of));
	}

	#takeEdition(standing: CohortStandingView): void {
		this.standing.take(standing);
		this.taking = null;
		this.stopped = false;
		this.saved = null;
		this.#forgetBenchmark();
		this.go("edition");
	}

	#forgetBenchmark(): void {
		this.shown = null;
		this.benchmark.forget();
	}
}

/** One for each session: what is in hand stays while the person looks at another screen. */
const known = new WeakMap<Session, CohortsController>();

export function cohortsOf(session: Session): CohortsController {
	const there = known.get(session);
	if (there !== undefined) return there;
	const controller = new CohortsController(session);
	known.set(session, controller);
	return controller;
}
