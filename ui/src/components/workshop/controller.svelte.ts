/** The workshop of the assessment in hand, as far as it may be seen. */
import { notices } from "$components/shared/notices.svelte";
import type {
	AnchorsView,
	AnonymityPromise,
	Answer,
	Api,
	DissentView,
	FormAnswer,
	Language,
	RespondentView,
	ServiceView,
	WorkshopChange,
	WorkshopChoices,
	WorkshopServiceView,
	WorkshopView,
} from "$lib/api/port";
import type { AssessmentController } from "$lib/assessment.svelte";
import { i18n } from "$lib/i18n/i18n.svelte";
import { Loaded } from "$lib/loaded.svelte";
import { shownTheme } from "$lib/look.svelte";
import { route } from "$lib/route.svelte";
import { saving } from "$lib/saving.svelte";
import type { Session } from "$lib/session.svelte";

import { meetingOf, type Meeting } from "./meeting.svelte";

/** What a workshop is to be. */
export interface Plan {
	promise: AnonymityPromise;
	minutes: number;
	services: string[];
	respondents: RespondentView[];
}

export interface Settling {
	answer: Answer;
	reason: string;
	dissent: DissentView[];
}

/** Whether its clock may run. */
const isUnderWay = ({ isHere, stage }: WorkshopView) => isHere && stage !== "closed";

export class WorkshopController {
	readonly loaded = new Loaded<{ workshop: WorkshopView | null }>();
	readonly choices = new Loaded<WorkshopChoices>();
	/** The anchor cases; `null` where none are shipped for the sheet. */
	readonly anchors = new Loaded<{ anchors: AnchorsView | null }>();
	readonly session: Session;
	readonly assessment: AssessmentController;

	constructor(session: Session, assessment: AssessmentController) {
		this.session = session;
		this.assessment = assessment;
	}

	get api(): Api {
		return this.session.api;
	}

	get workshop(): WorkshopView | null {
		return this.loaded.value?.workshop ?? null;
	}

	/** Whether one could be held. */
	get editable(): boolean {
		return this.assessment.editable;
	}

	get meeting(): Meeting | null {
		return this.workshop === null ? null : meetingOf(this.workshop);
	}

	async load(): Promise<void> {
		await this.loaded.load(async () => {
			const workshop = await this.api.workshop(this.#of);
			if (workshop !== null && isUnderWay(workshop)) await this.#goOn(workshop);
			return { workshop };
		});
	}

	/** The clock goes on as it was noted, and is noted from here on. */
	async #goOn(workshop: WorkshopView): Promise<void> {
		const of = this.#of;
		const meeting = meetingOf(workshop);
		if (meeting.isKept) return;
		const noted = await this.api.meeting(of);
		meeting.goOn(noted, (meeting) => {
			// A clock that cannot be noted goes on all the same.
			this.api.keepMeeting({ ...of, meeting }).catch(() => undefined);
		});
	}

	loadAnchors(): Promise<void> {
		return this.anchors.load(async () => ({ anchors: await this.api.anchorCases(this.#of) }));
	}

	async scoreAnchors(respondent: number, row: string): Promise<void> {
		const request = { ...this.#of, respondent, row };
		this.anchors.take({ anchors: await saving.once(() => this.api.scoreAnchors(request)) });
	}

	async showAnchors(): Promise<void> {
		this.anchors.take({ anchors: await saving.once(() => this.api.showAnchors(this.#of)) });
		await this.load();
	}

	makeAnchorSheet(language: Language) {
		return this.api.makeAnchorSheet({ ...this.#of, language });
	}

	/** Passes this machine around for the anchor cases. */
	async passAnchors(anchors: AnchorsView): Promise<void> {
		if (this.workshop === null) return;
		await this.session.beginAnchoring(this.assessment, this.workshop, anchors);
	}

	loadChoices(): Promise<void> {
		return this.choices.load(() => this.api.workshopChoices(this.#of));
	}

	async open(plan: Plan): Promise<void> {
		await this.#change(() => this.api.openWorkshop({ ...this.#of, ...plan }));
		route.note({ detail: null });
	}

	setRespondents(respondents: RespondentView[]): Promise<void> {
		return this.#change(() => this.api.saveRespondents({ ...this.#of, respondents }));
	}

	freeSeat(respondent: number): Promise<void> {
		return this.#change(() => this.api.freeSeat({ ...this.#of, respondent }));
	}

	makeForms(language: Language) {
		return this.api.makeForms({ ...this.#of, language });
	}

	makeBooks(language: Language) {
		return this.api.makeWorkshopBooks({ ...this.#of, language });
	}

	enterForm(respondent: number, answers: FormAnswer[]): Promise<void> {
		return this.#change(() => this.api.enterForm({ ...this.#of, respondent, answers }));
	}

	async openPresenter(): Promise<void> {
		await this.api.openPresenter();
	}

	/** Tells the projector what is in front. Where it cannot be told, it goes on showing the last. */
	present(service: string | null, anchors: boolean): void {
		const { session, workshop } = this;
		if (workshop === null) return;
		const request = {
			...this.#of,
			service,
			anchors,
			language: i18n.language,
			dark: shownTheme(session.settings.theme) === "dark",
			clock: meetingOf(workshop).clockOf(service),
		};
		this.api.present(request).catch(() => undefined);
	}

	/** Passes this machine around. */
	async pass(): Promise<void> {
		if (this.workshop !== null) await this.session.beginPassing(this.assessment, this.workshop);
	}

	reveal(): Promise<void> {
		return this.#change(() => this.api.revealWorkshop(this.#of));
	}

	end(): Promise<void> {
		return this.#change(() => this.api.endWorkshop(this.#of));
	}

	// Talking ---------------------------------------------------------------------------------

	service(id: string): ServiceView | undefined {
		return this.assessment.service(id);
	}

	/** What may be seen of a service. */
	seen(id: string | null): WorkshopServiceView | undefined {
		return this.workshop?.services.find((one) => one.service === id);
	}

	/** The next service to be talked about after one, from the first again at the end. */
	nextAfter(id: string | null): string | null {
		const open = this.workshop?.toTalkAbout ?? [];
		const order = this.workshop?.services.map((one) => one.service) ?? [];
		const here = id === null ? -1 : order.indexOf(id);
		const later = open.find((one) => order.indexOf(one) > here);
		return later ?? open.find((one) => one !== id) ?? null;
	}

	/** The service before one, in the order of the board. */
	before(id: string): string | null {
		const order = this.workshop?.services.map((one) => one.service) ?? [];
		return order[order.indexOf(id) - 1] ?? null;
	}

	talkAbout(service: string | null): void {
		route.note({ service, detail: null });
	}

	async settle(service: string, settling: Settling): Promise<void> {
		await this.#settled(() => this.api.settleService({ ...this.#of, service, ...settling }));
		await this.#talked(service);
		notices.show(i18n.t.workshop.talk.told(service), this.#undo);
	}

	async settleCloseOnes(): Promise<void> {
		const count = this.workshop?.closeOnes ?? 0;
		await this.#settled(() => this.api.settleCloseOnes(this.#of));
		notices.show(i18n.t.workshop.board.accepted(count), this.#undo);
	}

	async park(
		service: string,
		parked: { owner: string; due: string; question: string },
	): Promise<void> {
		await this.#change(() => this.api.parkService({ ...this.#of, service, ...parked }));
		await this.#talked(service);
		notices.show(i18n.t.workshop.talk.parkedTold(service));
	}

	async replan(): Promise<void> {
		await this.meeting?.replan(this.api, this.assessment.id);
	}

	/** One step of the assessment, like any other. */
	get #undo() {
		return {
			label: i18n.t.common.undo,
			run: async () => {
				await this.assessment.undo();
				await this.load();
			},
		};
	}

	get #of() {
		return { assessment: this.assessment.id };
	}

	async #talked(service: string): Promise<void> {
		this.meeting?.over(service);
		await this.replan();
	}

	async #settled(settle: () => Promise<WorkshopChange>): Promise<void> {
		const { workshop, assessment } = await saving.once(settle);
		this.assessment.take(assessment);
		this.loaded.take({ workshop });
	}

	async #change(change: () => Promise<WorkshopView>): Promise<void> {
		this.loaded.take({ workshop: await saving.once(change) });
	}
}
