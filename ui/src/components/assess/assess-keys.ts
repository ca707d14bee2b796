/** The keys of Assess. */
import { i18n } from "$lib/i18n/i18n.svelte";
import type { KeyBinding } from "$lib/keys.svelte";

import type { AssessController } from "./controller.svelte";

export function assessKeys(controller: AssessController): KeyBinding[] {
	const t = () => i18n.t.assess.key;
	const levels = controller.assessment.sheet.scale.map((level) => String(level.level));
	const editable = () => controller.editable;
	/** What stands beside the service is there. */
	const hasBeside = () => !controller.inRoom;
	return [
		{
			keys: levels,
			shown: `${levels.at(0) ?? ""}–${levels.at(-1) ?? ""}`,
			label: () => t().level,
			when: editable,
			run: (event) => controller.choose(Number(event.key)),
		},
		{
			keys: ["N"],
			label: () => t().notApplicable,
			when: editable,
			run: () => controller.askReason(),
		},
		{ keys: ["D"], label: () => t().dontKnow, when: editable, run: () => controller.dontKnow() },
		{
			keys: ["Delete", "Backspace"],
			shown: "Del",
			label: () => t().clear,
			when: editable,
			run: () => controller.clear(),
		},
		{
			keys: ["S"],
			label: () => t().sameAsLastTime,
			when: () => editable() && controller.hasLastTime,
			run: () => controller.sameAsLastTime(),
		},
		{
			keys: ["ArrowUp", "ArrowDown"],
			label: () => t().up,
			run: (event) => controller.move(event.key === "ArrowUp" ? -1 : 1),
		},
		{ keys: ["Enter", "J"], label: () => t().next, run: () => controller.next() },
		{ keys: ["K"], label: () => t().previous, run: () => controller.previous() },
		{ keys: ["O"], label: () => t().nextOpen, run: () => controller.nextOpen() },
		{ keys: ["Ctrl+Enter"], label: () => t().nextWhileTyping, run: () => controller.next() },
		{
			keys: ["T"],
			label: () => t().target,
			when: () => editable() && hasBeside(),
			run: () => controller.openTarget(),
		},
		{
			keys: ["E"],
			label: () => t().evidence,
			when: () => editable() && hasBeside(),
			run: () => controller.addEvidence?.(),
		},
		{ keys: ["M"], label: () => t().note, when: hasBeside, run: () => controller.focusNote() },
		{
			keys: ["I"],
			label: () => t().indicators,
			when: hasBeside,
			run: () => void controller.focusIndicators(),
		},
		{
			keys: ["L"],
			label: () => t().otherLanguage,
			run: () => (controller.both = !controller.both),
		},
		{
			keys: ["Escape"],
			label: () => t().leave,
			whileTyping: true,
			run: () => controller.leave(),
		},
	];
}
