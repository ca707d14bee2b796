/** The program behind the window. The only file that speaks Tauri. */
import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { Api, Progress, Watch } from "./port";

/** Calls a command that takes a request. */
async function ask<Answer>(command: string, request: unknown): Promise<Answer> {
	return invoke<Answer>(command, { request });
}

let jobs = 0;

/** Calls a command that reports progress and can be cancelled. */
async function watchJob<Answer>(command: string, request: unknown, watch: Watch): Promise<Answer> {
	jobs += 1;
	const job = jobs;
	const progress = new Channel<Progress>();
	progress.onmessage = (message) => watch.onProgress?.(message);
	const cancel = () => {
		// A job that ended meanwhile has nothing left to cancel.
		void invoke("cancel_job", { job });
	};
	if (watch.signal?.aborted === true) cancel();
	watch.signal?.addEventListener("abort", cancel, { once: true });
	try {
		return await invoke<Answer>(command, { request, job, progress });
	} finally {
		watch.signal?.removeEventListener("abort", cancel);
	}
}

export const tauri: Api = {
	showWindow: () => invoke("show_window"),
	onFileOpened: (handler) => listen<string>("file-opened", (event) => handler(event.payload)),
	takeOpenedFile: () => invoke("take_opened_file"),
	about: () => invoke("about"),

	settings: () => invoke("settings"),
	saveSettings: (request) => ask("save_settings", request),

	workspace: () => invoke("workspace"),
	chooseWorkspacePlace: (request) => ask("choose_workspace_place", request),
	createWorkspace: (request) => ask("create_workspace", request),
	chooseWorkspace: () => invoke("choose_workspace"),
	openWorkspace: (request) => ask("open_workspace", request),
	unlockWorkspace: (request) => ask("unlock_workspace", request),
	closeWorkspace: () => invoke("close_workspace"),
	forgetWorkspace: (request) => ask("forget_workspace", request),
	setPassphrase: (request) => ask("set_passphrase", request),
	changePassphrase: (request) => ask("change_passphrase", request),
	removePassphrase: (request) => ask("remove_passphrase", request),
	backups: () => invoke("backups"),
	makeBackup: () => invoke("make_backup"),
	restoreBackup: (request) => ask("restore_backup", request),
	branding: () => invoke("branding"),
	saveBranding: (request) => ask("save_branding", request),
	chooseLogo: () => invoke("choose_logo"),
	removeLogo: () => invoke("remove_logo"),

	home: () => invoke("home"),
	createOrganization: (request) => ask("create_organization", request),
	saveOrganization: (request) => ask("save_organization", request),
	createAssessment: (request) => ask("create_assessment", request),
	openSample: (request) => ask("open_sample", request),
	nextRound: (request) => ask("next_round", request),
	correctRound: (request) => ask("correct_round", request),
	removeAssessment: (request) => ask("remove_assessment", request),
	restoreAssessment: (request) => ask("restore_assessment", request),
	removeOrganization: (request) => ask("remove_organization", request),
	restoreOrganization: (request) => ask("restore_organization", request),
	chooseAssessmentFile: () => invoke("choose_assessment_file"),
	checkFile: (request) => ask("check_file", request),
	importAssessment: (request) => ask("import_assessment", request),
	exportAssessment: (request) => ask("export_assessment", request),

	sheet: (request) => ask("sheet", request),
	assessment: (request) => ask("assessment", request),
	saveHeading: (request) => ask("save_heading", request),
	saveAnswer: (request) => ask("save_answer", request),
	saveIndicators: (request) => ask("save_indicators", request),
	saveNote: (request) => ask("save_note", request),
	saveEvidence: (request) => ask("save_evidence", request),
	saveOwner: (request) => ask("save_owner", request),
	saveTarget: (request) => ask("save_target", request),
	applyTargets: (request) => ask("apply_targets", request),
	finishAssessment: (request) => ask("finish_assessment", request),
	undo: (request) => ask("undo", request),
	redo: (request) => ask("redo", request),
	history: (request) => ask("history", request),
	revertChange: (request) => ask("revert_change", request),

	results: (request) => ask("results", request),
	explain: (request) => ask("explain", request),
	readings: (request) => ask("readings", request),
	readiness: (request) => ask("readiness", request),
	profiles: (request) => ask("profiles", request),

	gaps: (request) => ask("gaps", request),
	roadmap: (request) => ask("roadmap", request),
	addActions: (request) => ask("add_actions", request),
	saveAction: (request) => ask("save_action", request),
	removeAction: (request) => ask("remove_action", request),
	splitAction: (request) => ask("split_action", request),
	orderActions: (request) => ask("order_actions", request),
	budget: (request) => ask("budget", request),

	trend: (request) => ask("trend", request),
	annotateRound: (request) => ask("annotate_round", request),
	planRound: (request) => ask("plan_round", request),
	compare: (request) => ask("compare", request),

	reportOptions: (request) => ask("report_options", request),
	previewReport: (request, watch) => watchJob("preview_report", request, watch),
	previewPage: (request) => ask("preview_page", request),
	saveReports: (request, watch) => watchJob("save_reports", request, watch),
	openSaved: (request) => ask("open_saved", request),
	showInFolder: (request) => ask("show_in_folder", request),

	installed: () => invoke("installed"),
	chooseFilesToInstall: () => invoke("choose_files_to_install"),
	installFile: (request) => ask("install_file", request),
	removeInstalled: (request) => ask("remove_installed", request),
	exportInstalled: (request) => ask("export_installed", request),
};
