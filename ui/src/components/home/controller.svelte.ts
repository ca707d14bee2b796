/** What Home does: makes, opens, carries on, removes and brings back. */
import type { Rounds } from "$components/rounds/rounds.svelte";
import { notices } from "$components/shared/notices.svelte";
import type {
	AssessmentSummary,
	AssessmentView,
	CheckView,
	DueAction,
	HomeView,
	OrganizationInput,
	OrganizationView,
} from "$lib/api/port";
import { i18n } from "$lib/i18n/i18n.svelte";
import { route } from "$lib/route.svelte";
import type { Session } from "$lib/session.svelte";

/** The form in front of Home. */
export type HomeForm =
	| { kind: "organization"; organization: OrganizationView | null }
	| { kind: "assessment"; organization: string }
	| { kind: "import"; check: CheckView };

export class HomeController {
	form = $state.raw<HomeForm | null>(null);
	/** What is going on, so that its button shows it. */
	busy = $state<"sample" | "import" | null>(null);
	readonly rounds: Rounds;
	readonly #session: Session;

	constructor(session: Session, rounds: Rounds) {
		this.#session = session;
		this.rounds = rounds;
	}

	get home(): HomeView | null {
		return this.#session.home;
	}

	get canChange(): boolean {
		return !this.#session.isReadOnly;
	}

	summary(id: string): AssessmentSummary | undefined {
		return this.#session.summaries.find((summary) => summary.id === id);
	}

	/** Opens an assessment where it goes on: a draft at its answers, a finished one at its results. */
	async open(summary: AssessmentSummary, service: string | null = null): Promise<void> {
		const { view } = await this.#session.openAssessment(summary.id);
		if (view.state === "draft") route.go("assess", { service });
		else route.go("results");
	}

	async showResults(summary: AssessmentSummary): Promise<void> {
		await this.#session.openAssessment(summary.id);
		route.go("results");
	}

	/** To the plan an action stands in. */
	async openPlan(action: DueAction): Promise<void> {
		await this.#session.openAssessment(action.assessment);
		route.go("gaps", { service: action.service.id });
	}

	/** To the fill-in books of a draft. */
	async openBooks(summary: AssessmentSummary): Promise<void> {
		await this.#session.openAssessment(summary.id);
		route.go("assess", { detail: "books" });
	}

	async openSample(): Promise<void> {
		this.busy = "sample";
		try {
			this.#session.home = await this.#session.api.openSample({ language: i18n.language });
		} finally {
			this.busy = null;
		}
	}

	/** After a new organization comes its first assessment. */
	async createOrganization(input: OrganizationInput): Promise<void> {
		const created = await this.#session.api.createOrganization(input);
		this.#session.home = created.home;
		this.form = { kind: "assessment", organization: created.organization };
	}

	async saveOrganization(id: string, input: OrganizationInput): Promise<void> {
		this.#session.home = await this.#session.api.saveOrganization({ id, ...input });
		this.form = null;
	}

	/** Takes in a file that was looked at. Where others wait to be asked about, Home stays. */
	async takeIn(check: CheckView): Promise<void> {
		const { file } = check;
		if (file === null) return;
		const { api, arrived } = this.#session;
		if (arrived.length === 0) {
			await this.begin(api.importAssessment({ file }));
			return;
		}
		await api.importAssessment({ file });
		await this.#session.refreshHome();
		this.form = null;
	}

	/** Goes on in an assessment that has just begun. */
	async begin(made: Promise<AssessmentView>): Promise<void> {
		const view = await made;
		await this.#session.refreshHome();
		await this.#session.openAssessment(view.id);
		this.form = null;
		route.go("assess");
	}

	async remove(summary: AssessmentSummary): Promise<void> {
		const { api } = this.#session;
		this.#session.home = await api.removeAssessment({ assessment: summary.id });
		if (this.#session.assessment?.id === summary.id) this.#session.closeAssessment();
		notices.show(i18n.t.home.removed(summary.title), {
			label: i18n.t.common.undo,
			run: async () => {
				this.#session.home = await api.restoreAssessment({ assessment: summary.id });
			},
		});
	}

	async removeOrganization(organization: OrganizationView): Promise<void> {
		const { api } = this.#session;
		const open = this.#session.assessment?.view.organization;
		this.#session.home = await api.removeOrganization({ organization: organization.id });
		if (open === organization.id) this.#session.closeAssessment();
		notices.show(i18n.t.home.removed(organization.name), {
			label: i18n.t.common.undo,
			run: async () => {
				this.#session.home = await api.restoreOrganization({ organization: organization.id });
			},
		});
	}

	/** Ticks a task of the first weeks, or takes the tick away. */
	async tick(organization: OrganizationView, task: string, done: boolean): Promise<void> {
		const { id } = organization;
		this.#session.home = await this.#session.api.tickTask({ organization: id, task, done });
	}

	async showWeeks({ id }: OrganizationView): Promise<void> {
		this.#session.home = await this.#session.api.showWeeks({ organization: id, shown: true });
	}

	async putWeeksAway(organization: OrganizationView): Promise<void> {
		const { id, name } = organization;
		this.#session.home = await this.#session.api.showWeeks({ organization: id, shown: false });
		notices.show(i18n.t.home.weeks.putAwaySaid(name), {
			label: i18n.t.common.undo,
			run: () => this.showWeeks(organization),
		});
	}

	/** To the service a task moves, in the round where it is answered. */
	async openTask(assessment: string, service: string): Promise<void> {
		await this.#session.openAssessment(assessment);
		route.go("assess", { service });
	}

	async export(summary: AssessmentSummary): Promise<void> {
		const saved = await this.#session.api.exportAssessment({ assessment: summary.id });
		if (saved !== null) notices.show(i18n.t.home.exported(saved.path));
	}

	/** Asks for a file and looks at it; taking it in is asked separately. */
	async chooseFile(): Promise<void> {
		this.busy = "import";
		try {
			const check = await this.#session.api.chooseAssessmentFile();
			if (check !== null) this.form = { kind: "import", check };
		} finally {
			this.busy = null;
		}
	}
}
