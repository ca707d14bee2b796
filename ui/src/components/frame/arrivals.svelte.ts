/** Files that are opened from outside or dropped on the window: looked at, and shown where they are taken in. */
import { booksOf } from "$components/books/controller.svelte";
import { cohortsOf } from "$components/cohorts/controller.svelte";
import { attempt } from "$components/shared/attempt";
import { notices } from "$components/shared/notices.svelte";
import { workspaceActions } from "$components/start/opening.svelte";
import { intakeOf } from "$components/workshop/intake.svelte";
import type { CheckView, FileHandle, GivenFile } from "$lib/api/port";
import { i18n } from "$lib/i18n/i18n.svelte";
import { route } from "$lib/route.svelte";
import type { Session } from "$lib/session.svelte";

export class Arrivals {
	readonly #session: Session;

	constructor(session: Session) {
		this.#session = session;
	}

	/** Takes what is given while the window is there; what is dropped may be no file, as a link is. */
	async come(files: readonly GivenFile[]): Promise<void> {
		if (files.length === 0) notices.show(i18n.t.frame.files.none);
		await this.take(files);
	}

	/** Opens a workspace at once; everything else is looked at as soon as one is open. */
	async take(files: readonly GivenFile[]): Promise<void> {
		const workspace = files.find((file) => file.isWorkspace);
		const others = files.filter((file) => !file.isWorkspace);
		this.#session.given = [...this.#session.given, ...others];
		if (workspace !== undefined) await workspaceActions(this.#session).open(workspace.file);
		await this.look();
	}

	/** Looks at what waits, and goes to where it is taken in. */
	async look(): Promise<void> {
		const { given, isOpen } = this.#session;
		if (!isOpen || given.length === 0) return;
		this.#session.given = [];
		const files = given.map((one) => one.file);
		await attempt(async () => {
			await this.#show(await this.#session.api.lookAtFiles({ files }));
		});
	}

	/** Files of a cohort go to where they are used; answers whether there were any. */
	async #ofCohort(checks: readonly CheckView[]): Promise<boolean> {
		const filesOf = (kind: CheckView["kind"]) =>
			checks.flatMap((check) => (check.kind === kind && check.file !== null ? [check.file] : []));
		const session = this.#session;
		const t = i18n.t.cohorts.fromOutside;
		const [card] = filesOf("cohort_card");
		if (card !== undefined) {
			route.go("cohorts");
			await cohortsOf(session).openCard(card);
			return true;
		}
		const [benchmark] = filesOf("benchmark");
		if (benchmark !== undefined) {
			const assessment = session.assessment?.id;
			if (assessment === undefined) {
				notices.show(t.needsAssessment, undefined, "failed");
				return true;
			}
			await session.api.openBenchmark({ assessment, file: benchmark });
			session.arrivedBenchmark += 1;
			route.go("results", { detail: "place" });
			return true;
		}
		const contributions = filesOf("contribution");
		if (contributions.length === 0) return false;
		const controller = cohortsOf(session);
		if (controller.standing.value === null) {
			notices.show(t.nothingToTake, undefined, "failed");
			return true;
		}
		route.go("cohorts", { detail: "edition" });
		await controller.takeGiven(contributions);
		return true;
	}

	async #show(checks: readonly CheckView[]): Promise<void> {
		const [first] = checks;
		if (first === undefined) return;
		if (await this.#ofCohort(checks)) return;
		const books = checks.filter((check) => check.kind === "fill_in_book");
		const assessment = books[0]?.assessment ?? null;
		const ofOne = books.filter((book) => book.assessment === assessment);
		if (ofOne.length === checks.length && assessment !== null) {
			await this.#takeBooks(
				assessment,
				ofOne.flatMap((book) => book.file ?? []),
			);
		} else if (books.length === checks.length) {
			notices.show(i18n.t.frame.files.otherBooks, undefined, "failed");
		} else {
			const forHome = checks.every((check) => check.kind === "assessment" || check.kind === null);
			this.#session.arrived = checks;
			route.go(forHome ? "home" : "sheets");
		}
	}

	/**
	 * Books of an assessment about which a workshop takes answers are secret answers, but where the
	 * person looks at books of the assessment itself.
	 */
	async #takeBooks(assessment: string, files: FileHandle[]): Promise<void> {
		const { api } = this.#session;
		const { screen, detail } = route.place;
		const isAtBooks = screen === "assess" && detail === "books";
		const controller = await this.#session.openAssessment(assessment);
		const workshop = isAtBooks ? null : await api.workshop({ assessment });
		if (workshop?.isHere === true && ["first", "second"].includes(workshop.stage)) {
			route.go("workshop", { detail: "books" });
			await intakeOf(api, assessment).takeGiven(files);
		} else {
			route.go("assess", { detail: "books" });
			await booksOf(api, controller).readGiven(files);
		}
	}
}
