/** Books that came back: what was read, what is chosen, and what was taken over. */
import { isCancelled } from "$lib/api/failure";
import type { AssessmentController } from "$lib/assessment.svelte";
import type {
	Api,
	BooksReview,
	FileHandle,
	IntakeKind,
	OfferView,
	Progress,
	ServiceReview,
	Watch,
} from "$lib/api/port";
import { saving } from "$lib/saving.svelte";

/** The place of an offer, or to leave the service as it is. */
export type Choice = number | "keep";

/** What came of taking over; the step is what undo would take back then. */
export interface Done {
	services: number;
	step: string | null;
}

/** What needs a decision comes first. */
export const KINDS: readonly IntakeKind[] = ["contradiction", "differs", "new"];

export class BooksController {
	readonly assessment: AssessmentController;
	readonly #api: Api;
	#review = $state.raw<BooksReview | null>(null);
	#choices = $state.raw<Readonly<Record<string, Choice>>>({});
	#working = $state<"reading" | "importing" | null>(null);
	#progress = $state.raw<Progress | null>(null);
	#error = $state.raw<unknown>(null);
	#done = $state.raw<Done | null>(null);
	#stop: AbortController | null = null;

	constructor(api: Api, assessment: AssessmentController) {
		this.#api = api;
		this.assessment = assessment;
	}

	get review(): BooksReview | null {
		return this.#review;
	}

	get working(): "reading" | "importing" | null {
		return this.#working;
	}

	get progress(): Progress | null {
		return this.#progress;
	}

	get error(): unknown {
		return this.#error;
	}

	get done(): Done | null {
		return this.#done;
	}

	/** Whether what was taken over is what undo would take back. */
	get canUndo(): boolean {
		const step = this.#done?.step ?? null;
		return step !== null && this.assessment.view.undo?.id === step;
	}

	/** Shows books that were read before and wait, beside what is known now. */
	async look(): Promise<void> {
		await this.#lookAgain(null);
	}

	/** Adds what stands beside the answers to the notes, or leaves it out again. */
	async addRemarks(add: boolean): Promise<void> {
		await this.#lookAgain(add);
	}

	async #lookAgain(remarks: boolean | null): Promise<void> {
		await saving.settled();
		const of = { assessment: this.assessment.id, remarks };
		this.#take(await this.#api.reviewBooks(of));
		this.#error = null;
	}

	/** Asks which books came back and reads them. Never rejects: failure is the state. */
	async read(): Promise<void> {
		await this.#read((watch) => this.#api.readBooks({ assessment: this.assessment.id }, watch));
	}

	/** Reads books that were opened from outside. Never rejects: failure is the state. */
	async readGiven(files: FileHandle[]): Promise<void> {
		const { id: assessment } = this.assessment;
		await this.#read((watch) => this.#api.readGivenBooks({ assessment, files }, watch));
	}

	async #read(ask: (watch: Watch) => Promise<BooksReview | null>): Promise<void> {
		if (this.#working !== null) return;
		const stop = new AbortController();
		this.#stop = stop;
		this.#working = "reading";
		this.#progress = null;
		this.#error = null;
		try {
			await saving.settled();
			const review = await ask({
				signal: stop.signal,
				onProgress: (progress) => {
					this.#progress = progress;
				},
			});
			// Closing the dialog without choosing changes nothing.
			if (review === null) return;
			this.#choices = {};
			this.#done = null;
			this.#take(review);
		} catch (error) {
			if (!isCancelled(error)) this.#error = error;
		} finally {
			this.#working = null;
		}
	}

	stop(): void {
		this.#stop?.abort();
	}

	/** Lets go of the books; nothing was changed. */
	async dismiss(): Promise<void> {
		await this.#api.dismissBooks({ assessment: this.assessment.id });
		this.#take(null);
	}

	of(kind: IntakeKind): readonly ServiceReview[] {
		return this.#review?.services.filter((service) => service.kind === kind) ?? [];
	}

	/** What is chosen: where the books agree, what they say; else nothing until somebody decides. */
	choice(service: ServiceReview): Choice | null {
		return this.#choices[service.service] ?? (service.kind === "contradiction" ? null : 0);
	}

	choose(service: string, choice: Choice): void {
		this.#choices = { ...this.#choices, [service]: choice };
	}

	/** Chooses for every service of a kind. */
	chooseAll(kind: IntakeKind, choice: Choice): void {
		for (const { service } of this.of(kind)) this.choose(service, choice);
	}

	/** Decides every contradiction that a book speaks of as that book says. */
	chooseBook(book: number): void {
		for (const { service, offers } of this.of("contradiction")) {
			const offer = offers.findIndex((one) => one.books.includes(book));
			if (offer >= 0) this.choose(service, offer);
		}
	}

	/** Services that will be different. */
	readonly taken = $derived.by(() =>
		(this.#review?.services ?? []).flatMap((service) => {
			const choice = this.choice(service);
			return typeof choice === "number" ? [{ service: service.service, offer: choice }] : [];
		}),
	);

	/** Contradictions nobody has decided. */
	readonly undecided = $derived.by(
		() => this.of("contradiction").filter((service) => this.choice(service) === null).length,
	);

	/** Services that were left as they are on purpose. */
	readonly kept = $derived.by(
		() => (this.#review?.services.length ?? 0) - this.taken.length - this.undecided,
	);

	/** Takes over what is chosen, as one step. Never rejects: failure is the state. */
	async confirm(): Promise<void> {
		const review = this.#review;
		if (review === null || this.taken.length === 0 || this.#working !== null) return;
		this.#working = "importing";
		this.#error = null;
		try {
			const imported = await saving.once(() =>
				this.#api.importBooks({
					assessment: this.assessment.id,
					review: review.id,
					choices: this.taken,
				}),
			);
			this.assessment.take(imported.assessment);
			this.#done = {
				services: imported.services.length,
				step: imported.assessment.undo?.id ?? null,
			};
			this.#review = null;
		} catch (error) {
			this.#error = error;
		} finally {
			this.#working = null;
		}
	}

	/** Takes back what was taken over. */
	async undo(): Promise<void> {
		if (!this.canUndo) return;
		await this.assessment.undo();
		this.#done = { services: 0, step: null };
	}

	/** Goes on with a review; what was decided of a service stays where it still says the same. */
	#take(review: BooksReview | null): void {
		const before = this.#review;
		const isAsBefore = (service: ServiceReview) => {
			const known = before?.services.find((one) => one.service === service.service);
			return JSON.stringify(known) === JSON.stringify(service);
		};
		const kept = review?.services.filter(isAsBefore).map((service) => service.service) ?? [];
		this.#choices = Object.fromEntries(
			Object.entries(this.#choices).filter(([service]) => kept.includes(service)),
		);
		this.#review = review;
	}
}

const controllers = new WeakMap<AssessmentController, BooksController>();

/** The books of an assessment in hand; what was chosen waits while other screens are looked at. */
export function booksOf(api: Api, assessment: AssessmentController): BooksController {
	const known = controllers.get(assessment);
	if (known !== undefined) return known;
	const made = new BooksController(api, assessment);
	controllers.set(assessment, made);
	return made;
}

/** Who holds an opinion: the people named, and the books where nobody is. */
export function holders(
	review: BooksReview,
	offer: OfferView,
	unnamed: (book: string) => string,
): string[] {
	const names = offer.books.flatMap((place) => {
		const book = review.books[place];
		return book === undefined ? [] : [book.respondent ?? unnamed(book.name)];
	});
	return names.filter((name, place) => names.indexOf(name) === place);
}
